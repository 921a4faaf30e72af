package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.engine.Guidance;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.registry.Hold;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginManifest;
import dev.calotype.registry.Plugins;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import dev.calotype.spi.WeightStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models stay loaded; a model takes as many bytes in 32 bits as its directory's name says. */
final class WorkshopTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> closed = new ArrayList<>();
    private final List<WeightStorage> storages = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    @BeforeEach
    void putModels() throws IOException {
        plugins = plugins(1);
        for (String name : List.of("40", "50", "60", "200")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    @Test
    void theLongestUnusedModelMakesRoom() throws NoRoom {
        Workshop workshop = workshop(120, Optional.empty());
        model(workshop, "40");
        model(workshop, "50");
        model(workshop, "40");
        model(workshop, "60");
        assertThat(closed).containsExactly("50");
        assertThat(workshop.warm()).containsExactly(new WarmModel("40", 40), new WarmModel("60", 60));
    }

    @Test
    void asManyGoAsItTakesAndNoMore() throws NoRoom {
        Workshop workshop = workshop(150, Optional.empty());
        model(workshop, "40");
        model(workshop, "50");
        model(workshop, "60");
        model(workshop, "40");
        assertThat(closed).isEmpty();
    }

    @Test
    void aModelAtWorkStaysAndTheOtherWaits() throws NoRoom {
        Workshop workshop = workshop(100, Optional.empty());
        LoadedModel busy = model(workshop, "60");
        busy.engine().add(walk());
        assertThatThrownBy(() -> model(workshop, "50"))
                .isInstanceOf(NoRoom.class)
                .hasMessageContaining("waits until the models at work leave it room");
        assertThat(closed).isEmpty();
        busy.engine().cancel("walk");
        model(workshop, "50");
        assertThat(closed).containsExactly("60");
    }

    @Test
    void aModelThatDoesNotFitAloneIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> model(workshop(100, Optional.empty()), "200"))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("takes 200 bytes; models may take 100")
                .hasMessageContaining("worker.memory");
    }

    @Test
    void lessPrecisionTakesLessMemory() throws NoRoom {
        Workshop workshop = workshop(100, Optional.of(Precision.BF16));
        model(workshop, "200");
        assertThat(workshop.warm()).containsExactly(new WarmModel("200", 100));
    }

    @Test
    void weightsInInt8TakeLessMemory() throws NoRoom {
        Workshop workshop = workshop(100, Optional.empty(), WeightStorage.INT8);
        model(workshop, "200");
        assertThat(workshop.warm()).containsExactly(new WarmModel("200", 50));
        assertThat(storages).containsExactly(WeightStorage.INT8);
    }

    @Test
    void aModelWhoseFamilyIsReplacedIsLeftToItsJobsAndThenClosed() throws NoRoom {
        Workshop workshop = workshop(200, Optional.empty());
        LoadedModel old = model(workshop, "60");
        old.engine().add(walk());
        plugins = plugins(2);
        LoadedModel fresh = model(workshop, "60");
        assertThat(fresh).isNotSameAs(old);
        assertThat(workshop.nextBusy()).contains(old);
        follow(workshop);
        assertThat(closed).isEmpty();
        old.engine().cancel("walk");
        follow(workshop);
        assertThat(closed).containsExactly("60");
        assertThat(workshop.warm()).containsExactly(new WarmModel("60", 60));
        assertThat(model(workshop, "60")).isSameAs(fresh);
    }

    @Test
    void aModelAtRestIsClosedWithItsPluginThoughNobodyAsksForItAgain() throws NoRoom {
        Workshop workshop = workshop(200, Optional.empty());
        model(workshop, "60");
        plugins = plugins(2);
        follow(workshop);
        assertThat(closed).containsExactly("60");
    }

    private LoadedModel model(Workshop workshop, String name) throws NoRoom {
        try (Hold hold = plugins.hold()) {
            return workshop.model(name, hold);
        }
    }

    private void follow(Workshop workshop) {
        try (Hold hold = plugins.hold()) {
            workshop.follow(hold);
        }
    }

    /** The family as this version of a plugin brings it. */
    private Plugins plugins(int version) {
        var manifest = new PluginManifest("sized", Integer.toString(version), "1");
        var plugin = new Plugin(manifest, "digest-" + version, List.of(), List.of(), List.of(new Sized()));
        return Plugins.fixed(version, List.of(plugin), families -> new ModelShelf(List.of(folder), families));
    }

    private Workshop workshop(long memory, Optional<Precision> precision) {
        return workshop(memory, precision, WeightStorage.PLAIN);
    }

    private Workshop workshop(long memory, Optional<Precision> precision, WeightStorage storage) {
        var limits =
                new WorkerLimits(8, 8, 8, Duration.ofSeconds(1), Duration.ofMillis(100), memory, precision, storage);
        return new Workshop(CPU, limits);
    }

    private static Walk walk() {
        var plan = new Trajectory(List.of(
                new Step(new Level(0, 1, 1), List.of(), 1),
                new Step(new Level(1, 0, 0), List.of(new Term(1, 0, 1, 0)), 0)));
        return new Walk(
                "walk",
                LatentShape.of(1, 1, 1),
                plan,
                new Prediction.Flow(),
                Guidance.ofScale(1),
                List.of(),
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(7),
                null);
    }

    private static ModelTraits traits() {
        return new ModelTraits(
                new FlowProcess(1, false),
                new Prediction.Flow(),
                new PictureSizes(8, 8, 8, 8),
                SamplerChoice.of("euler"),
                SamplerChoice.of("flow"),
                1,
                1);
    }

    private final class Sized implements ModelFamily {
        @Override
        public String name() {
            return "sized";
        }

        @Override
        public boolean recognises(Path directory) {
            return true;
        }

        @Override
        public ModelTraits describe(Path directory) {
            return traits();
        }

        @Override
        public Model load(Path directory, DeviceSpec device) {
            return new Empty(String.valueOf(directory.getFileName()));
        }

        @Override
        public Model load(Path directory, DeviceSpec device, Precision precision, WeightStorage storage) {
            storages.add(storage);
            return load(directory, device);
        }

        @Override
        public long bytes(Path directory, Precision precision, WeightStorage storage) {
            return bytes(directory, precision) / (storage == WeightStorage.INT8 ? 4 : 1);
        }

        @Override
        public long bytes(Path directory, Precision precision) {
            return Long.parseLong(String.valueOf(directory.getFileName())) * precision.bytes() / Precision.FP32.bytes();
        }
    }

    private final class Empty implements Model {
        private final String name;

        Empty(String name) {
            this.name = name;
        }

        @Override
        public ModelTraits traits() {
            return WorkshopTest.traits();
        }

        @Override
        public LatentShape latentShape(int width, int height) {
            return LatentShape.of(1, 1, 1);
        }

        @Override
        public Encoding encode(Prompt prompt) {
            return new Encoding(Conditioning.NONE, 0);
        }

        @Override
        public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
            return rows.stream().map(row -> new float[shape.size()]).toList();
        }

        @Override
        public Raster decode(LatentShape shape, float[] latent) {
            return new Raster(8, 8, new byte[3 * 8 * 8]);
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
