package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Refinement;
import dev.calotype.jobs.Worker;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.Plugins;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Raster;
import dev.calotype.spi.SamplerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refined job of two pictures, stopped after any number of steps and gone on with by another device. */
final class ResumedJobTest {
    private static final int STEPS = 6;
    private static final int ALL = 2 * (STEPS + STEPS / 2);
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final Plugin WAVE = WavePlugin.of("wave", "1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path models;

    @BeforeEach
    void putModel() throws IOException {
        Files.createDirectories(models.resolve("wave"));
    }

    @Test
    void itGoesOnToTheSameBitsFromWhereverItWasStopped() {
        Map<Integer, Raster> undisturbed = new Device(WAVE, 16, null, 1).finish();
        assertThat(undisturbed).hasSize(2);
        int walked = 0;
        for (int stop = 1; walked < ALL - 1; stop++) {
            var first = new Device(WAVE, 3, null, 1);
            walked = first.walk(stop);
            byte[] kept = first.stop();
            var second = new Device(WAVE, 16, kept, 2);
            same(second.finish(), undisturbed);
            assertThat(second.notices())
                    .containsExactly("attempt 2 goes on after " + walked + " of " + ALL + " evaluations");
        }
    }

    @Test
    void itStartsAnewAndSaysSoWhereTheModelIsAnother() {
        var first = new Device(WAVE, 16, null, 1);
        first.walk(3);
        byte[] kept = first.stop();
        var second = new Device(WavePlugin.of("ripple", "1"), 16, kept, 2);
        same(second.finish(), new Device(WavePlugin.of("ripple", "1"), 16, null, 1).finish());
        assertThat(second.notices())
                .containsExactly("attempt 2 starts anew: its checkpoint was made with wave in FP32 of 0 bytes; here is"
                        + " ripple in FP32 of 0 bytes");
    }

    @Test
    void itStartsAnewAndSaysSoWhereAPluginIsAnotherVersion() {
        var first = new Device(WAVE, 16, null, 1);
        first.walk(3);
        var second = new Device(WavePlugin.of("wave", "2"), 16, first.stop(), 2);
        same(second.finish(), new Device(WAVE, 16, null, 1).finish());
        assertThat(second.notices())
                .containsExactly("attempt 2 starts anew: its checkpoint was made with plugin 'p' 1 (digest-1); this"
                        + " attempt has plugin 'p' 2 (digest-2)");
    }

    @Test
    void itStartsAnewAndSaysSoWhereTheCheckpointIsDamaged() {
        var second = new Device(WAVE, 16, new byte[] {1, 2, 3}, 2);
        same(second.finish(), new Device(WAVE, 16, null, 1).finish());
        assertThat(second.notices()).containsExactly("attempt 2 starts anew: its checkpoint of 3 bytes is cut off");
    }

    private static void same(Map<Integer, Raster> found, Map<Integer, Raster> wanted) {
        assertThat(found).hasSameSizeAs(wanted);
        found.forEach((index, picture) -> assertThat(picture.rgb())
                .as("picture " + index)
                .isEqualTo(Objects.requireNonNull(wanted.get(index)).rgb()));
    }

    /** A device worker that is ticked by hand, and has the job. */
    private final class Device {
        private final Desk desk = new Desk();
        private final List<String> notices = new ArrayList<>();
        private final Map<Integer, Raster> pictures = new TreeMap<>();
        private final DeviceWorker worker;

        Device(Plugin plugin, int rows, byte @Nullable [] checkpoint, int attempt) {
            Plugins plugins = Plugins.fixed(1, List.of(plugin), families -> new ModelShelf(List.of(models), families));
            var usual = WorkerLimits.USUAL;
            var limits = new WorkerLimits(
                    8, rows, 1, usual.lease(), usual.beat(), usual.memory(), usual.precision(), usual.storage());
            worker = new DeviceWorker(desk, new Workshop(CPU, limits), plugins, new DeviceStats());
            var lease = new Lease("job", attempt, new Worker("node", "cpu:0"));
            desk.expect(lease);
            desk.arrive(new Desk.Arrival(new LeasedJob(spec(), lease, Instant.EPOCH), JobPictures.NONE, checkpoint));
        }

        /** Makes so many steps; gives how many evaluations that were. */
        int walk(int steps) {
            for (int i = 0; i < steps; i++) {
                worker.tick();
            }
            hear();
            return desk.beats().stream()
                    .mapToInt(beat -> beat.progress().done())
                    .sum();
        }

        byte[] stop() {
            worker.close();
            return desk.takeKept().values().iterator().next();
        }

        Map<Integer, Raster> finish() {
            while (worker.tick()) {
                hear();
            }
            hear();
            return pictures;
        }

        List<String> notices() {
            return notices;
        }

        private void hear() {
            for (Desk.Ending ending : desk.takeEndings(100)) {
                switch (ending) {
                    case Desk.Ending.Notice notice -> notices.add(notice.message());
                    case Desk.Ending.Drawn drawn ->
                        drawn.job().products().forEach((index, product) -> pictures.put(index, (Raster) product));
                    case Desk.Ending.Broken broken ->
                        throw new AssertionError(broken.failure().message());
                    case Desk.Ending.Equipped equipped ->
                        assertThat(equipped.plugins()).hasSize(1);
                    case Desk.Ending.Stopped stopped -> throw new AssertionError(stopped);
                    case Desk.Ending.Returned returned -> throw new AssertionError(returned);
                }
            }
        }
    }

    private static JobSpec spec() {
        return new JobSpec(
                "job",
                "tenant",
                0,
                "wave",
                List.of(),
                "high",
                "low",
                SamplerChoice.of("chosen"),
                SamplerChoice.of("even"),
                STEPS,
                new GuidanceChoice.ClassifierFree(2, 0),
                List.of(),
                7,
                2,
                4,
                4,
                null,
                null,
                new Refinement(2, 0.5),
                null,
                Prompting.PLAIN,
                List.of(),
                null,
                null,
                null,
                List.of());
    }
}
