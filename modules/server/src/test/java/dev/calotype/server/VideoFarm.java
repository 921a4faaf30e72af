package dev.calotype.server;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Parsed;
import dev.calotype.jobs.Worker;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginManifest;
import dev.calotype.registry.Plugins;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Document;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Door and device of a farm with small real models, motion modules, a ControlNet and adapters; ticked by hand. */
final class VideoFarm implements AutoCloseable {
    private final Desk desk = new Desk();
    private final DeviceStats stats = new DeviceStats();
    private final ResultFiles files = new ResultFiles();
    private final ArtefactStore artefacts;
    private final FarmDoor door;
    private final PictureSupply pictures;
    private final DeviceWorker worker;
    private final List<String> notices = new ArrayList<>();

    VideoFarm(Path place) throws IOException {
        Path models = place.resolve("models");
        if (!Files.exists(models)) {
            copy(golden("base_sd_tiny"), models.resolve("base"));
            copy(golden("animatediff_tiny/motion_adapter"), models.resolve("motion"));
            copy(golden("controlnet_tiny/controlnet1"), models.resolve("outlines"));
            Path adapters = Files.createDirectories(models.resolve("base/adapters"));
            Files.copy(golden("lora/kohya_form.safetensors"), adapters.resolve("ink.safetensors"));
            Files.copy(golden("lora/peft_form.safetensors"), adapters.resolve("chalk.safetensors"));
        }
        Plugin plugin = plugin();
        var catalogue = new Catalogue(List.of(plugin));
        var shelf = new ModelShelf(List.of(models), catalogue.families());
        artefacts = new ArtefactStore(place.resolve("artefacts"));
        var fetch = new PictureFetch(artefacts, ObjectStores.NONE);
        pictures = new PictureSupply(fetch);
        door = new FarmDoor(
                catalogue, shelf, new ConditionerShelf(shelf, catalogue.conditioners()), new PictureDoor(fetch));
        Plugins plugins = Plugins.fixed(1, List.of(plugin), families -> new ModelShelf(List.of(models), families));
        var usual = WorkerLimits.USUAL;
        var limits = new WorkerLimits(
                8, 512, 1, usual.lease(), usual.beat(), usual.memory(), usual.precision(), usual.storage());
        var workshop = new Workshop(new DeviceSpec(DeviceSpec.Kind.CPU, 0), limits);
        worker = new DeviceWorker(desk, workshop, plugins, stats);
    }

    private static Plugin plugin() {
        List<SamplerFactory<?>> samplers = new ArrayList<>();
        ServiceLoader.load(SamplerFactory.class).forEach(samplers::add);
        List<ScheduleFactory<?>> schedules = new ArrayList<>();
        ServiceLoader.load(ScheduleFactory.class).forEach(schedules::add);
        List<ModelFamily> families = new ArrayList<>();
        ServiceLoader.load(ModelFamily.class).forEach(families::add);
        List<ConditionerFamily<?>> conditioners = new ArrayList<>();
        ServiceLoader.load(ConditionerFamily.class).forEach(conditioners::add);
        return new Plugin(new PluginManifest("all", "1", "1"), "digest", samplers, schedules, families, conditioners);
    }

    private static Path golden(String name) {
        return GoldenFolder.own("animatediff_tiny").directory().resolveSibling(name);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** The address of a kept file. */
    String keep(String mediaType, byte[] content) throws IOException {
        return artefacts.put(0, mediaType, content).sha256();
    }

    /** What is said against a job. */
    List<Fault> faults(String json) {
        return switch (new JobJson().parse(json.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Refused refused -> refused.all(door);
            case Parsed.Accepted accepted ->
                door.admit(accepted.request()) instanceof Admission.Refused(List<Fault> found) ? found : List.of();
        };
    }

    private JobSpec admitted(String json) {
        if (new JobJson().parse(json.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Accepted(var request)
                && door.admit(request) instanceof Admission.Admitted(JobSpec job)) {
            return job;
        }
        throw new AssertionError(faults(json));
    }

    /** Puts a job on the device's desk. */
    void take(String json, byte @Nullable [] checkpoint) {
        JobSpec job = admitted(json);
        var lease = new Lease(job.id(), checkpoint == null ? 1 : 2, new Worker("node", "cpu:0"));
        desk.expect(lease);
        try {
            desk.arrive(new Desk.Arrival(new LeasedJob(job, lease, Instant.EPOCH), pictures.of(job), checkpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes so many steps. */
    void walk(int steps) {
        for (int i = 0; i < steps; i++) {
            worker.tick();
        }
    }

    /** The files of all jobs that are here, by the job's id. */
    Map<String, List<Document>> finish() {
        Map<String, List<Document>> results = new LinkedHashMap<>();
        boolean more = true;
        while (more) {
            more = worker.tick();
            desk.takeEndings(100).forEach(ending -> hear(ending, results));
        }
        return results;
    }

    private void hear(Desk.Ending ending, Map<String, List<Document>> results) {
        switch (ending) {
            case Desk.Ending.Drawn drawn -> results.put(drawn.job().spec().id(), files.of(drawn.job()));
            case Desk.Ending.Notice notice -> notices.add(notice.message());
            case Desk.Ending.Equipped equipped -> {}
            case Desk.Ending.Broken broken ->
                throw new AssertionError(broken.failure().message());
            case Desk.Ending.Stopped stopped -> throw new AssertionError(stopped);
            case Desk.Ending.Returned returned -> throw new AssertionError(returned);
        }
    }

    /** Stops, and gives where the one job stands. */
    byte[] stop() {
        worker.close();
        return desk.takeKept().values().iterator().next();
    }

    List<String> notices() {
        return notices;
    }

    DeviceStats.Figures figures() {
        return stats.figures();
    }

    @Override
    public void close() {
        worker.close();
    }
}
