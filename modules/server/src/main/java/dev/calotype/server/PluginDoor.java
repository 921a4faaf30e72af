package dev.calotype.server;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Door;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobSpec;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.Hold;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.PluginVersion;
import dev.calotype.registry.Plugins;
import java.util.List;
import java.util.stream.Stream;

/** Checks each request against the plugins that are current when it comes, all of one moment. Safe for any thread. */
final class PluginDoor implements Door {
    private final Plugins plugins;
    private final PictureDoor pictures;

    PluginDoor(Plugins plugins, PictureDoor pictures) {
        this.plugins = plugins;
        this.pictures = pictures;
    }

    @Override
    public Admission admit(JobRequest request) {
        try (Hold hold = plugins.hold()) {
            return switch (new FarmDoor(hold.catalogue(), hold.shelf(), hold.conditioners(), pictures).admit(request)) {
                case Admission.Refused refused -> refused;
                case Admission.Admitted(JobSpec job) ->
                    new Admission.Admitted(job.needing(PluginNames.uses(used(job, hold))));
            };
        }
    }

    private static List<PluginVersion> used(JobSpec job, Hold hold) {
        Stream<Object> families = Stream.concat(
                hold.shelf().find(job.model()).map(ModelShelf.Shelved::family).stream(),
                job.conditioners().stream()
                        .flatMap(choice -> hold.conditioners().find(choice.name()).stream())
                        .map(ConditionerShelf.Shelved::family));
        return hold.used(
                job.sampler().name(),
                job.schedule().name(),
                families.flatMap(family -> hold.owner(family).stream()).toList());
    }
}
