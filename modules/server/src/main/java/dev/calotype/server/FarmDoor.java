package dev.calotype.server;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Door;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.NearMiss;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.InvalidOptions;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.InstalledAdapter;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.SamplerChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks requests against what is installed here: model, sampler, schedule, their options, size, pictures. Safe for any thread. */
final class FarmDoor implements Door {
    private final Catalogue catalogue;
    private final ModelShelf shelf;
    private final PictureDoor pictures;
    private final ConditionerDoor conditioners;
    private final VideoDoor videos;
    private final Planner planner;

    FarmDoor(Catalogue catalogue, ModelShelf shelf, ConditionerShelf conditioners, PictureDoor pictures) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.pictures = pictures;
        this.conditioners = new ConditionerDoor(conditioners, pictures);
        videos = new VideoDoor(conditioners, pictures);
        planner = new Planner(catalogue);
    }

    @Override
    public Admission admit(JobRequest asked) {
        List<Fault> faults = new ArrayList<>();
        ModelTraits traits = traits(asked.model(), faults);
        JobRequest request = traits == null ? asked : pictures.sized(asked, traits, faults);
        choice("sampler", request.sampler(), catalogue.samplers(), catalogue::sampler, faults);
        choice("schedule", request.schedule(), catalogue.schedules(), catalogue::schedule, faults);
        pictures.masks(request, faults);
        if (traits != null) {
            side("width", request.width(), traits.sizes(), faults);
            side("height", request.height(), traits.sizes(), faults);
            pictures.check(request, traits, faults);
            adapters(request.adapters(), traits.adapters(), faults);
            conditioners.check(request, traits, faults);
            videos.check(request, traits, faults);
            ReadingDoor.check(request, traits, faults);
        }
        if (traits == null || !faults.isEmpty()) {
            return new Admission.Refused(faults);
        }
        JobSpec job = request.complete(traits);
        try {
            planner.plan(job, traits);
            planner.refinement(job, traits);
            return new Admission.Admitted(job);
        } catch (Unplannable e) {
            return new Admission.Refused(
                    List.of(new Fault("cannot-plan", e.pointer(), String.valueOf(e.getMessage()))));
        }
    }

    private @Nullable ModelTraits traits(String model, List<Fault> faults) {
        try {
            Optional<ModelTraits> found = shelf.find(model).map(ModelShelf.Shelved::traits);
            if (found.isEmpty()) {
                faults.add(new Fault("unknown-model", "/model", unknown("model", model, shelf.names())));
            }
            return found.orElse(null);
        } catch (ModelRefused e) {
            e.faults().forEach(fault -> faults.add(new Fault("model-refused", "/model", fault)));
            return null;
        }
    }

    private static void choice(
            String kind,
            @Nullable SamplerChoice asked,
            Collection<String> known,
            Function<SamplerChoice, Optional<?>> find,
            List<Fault> faults) {
        if (asked == null) {
            return;
        }
        try {
            if (find.apply(asked).isEmpty()) {
                faults.add(new Fault("unknown-" + kind, "/" + kind, unknown(kind, asked.name(), known)));
            }
        } catch (InvalidOptions e) {
            for (InvalidOptions.Fault fault : e.faults()) {
                String place = "/" + kind + "/options" + (fault.option().isEmpty() ? "" : "/" + fault.option());
                faults.add(new Fault("bad-option", place, kind + " '" + asked.name() + "': " + fault.message()));
            }
        }
    }

    private static void side(String name, @Nullable Integer asked, PictureSizes sizes, List<Fault> faults) {
        if (asked != null && (asked % sizes.multiple() != 0 || asked > sizes.largest())) {
            faults.add(new Fault(
                    "bad-size",
                    "/" + name,
                    name + " is " + asked + "; this model draws multiples of " + sizes.multiple() + " up to "
                            + sizes.largest()));
        }
    }

    private static void adapters(List<AdapterChoice> asked, List<InstalledAdapter> known, List<Fault> faults) {
        for (int i = 0; i < asked.size(); i++) {
            String name = asked.get(i).name();
            String place = "/adapters/" + i + "/name";
            known.stream()
                    .filter(adapter -> adapter.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> found.faults()
                                    .forEach(fault -> faults.add(new Fault("adapter-refused", place, fault))),
                            () -> faults.add(new Fault(
                                    "unknown-adapter",
                                    place,
                                    unknown(
                                            "adapter",
                                            name,
                                            known.stream()
                                                    .map(InstalledAdapter::name)
                                                    .toList()))));
        }
    }

    private static String unknown(String kind, String name, Collection<String> known) {
        return kind + " '" + name + "' is not installed; " + NearMiss.hint(name, known);
    }
}
