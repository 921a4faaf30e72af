package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.networks.MotionInsert;
import dev.calotype.networks.ParameterList;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.training.TrainingListener.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionTrainerTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final double RATE = 3e-3;
    private static final Path SHAPES = Path.of("../../models/shapes");

    @TempDir
    private Path folder;

    @Test
    void writesModulesThatDrawAndBeginAsTheNetworkItself() {
        List<Progress> heard = new ArrayList<>();
        var plan = new MotionTrainer.Plan(Duration.ofMillis(1), SHAPES, folder, 2, CPU, 2, 1);
        new MotionTrainer(plan, heard::add).train(false);
        assertThat(heard.stream().map(Progress::stage).distinct()).containsExactly("videos", "motion");
        assertThat(folder.resolve("training/samples-1.png")).exists();
        assertThat(folder.resolve("README.md")).content().contains("| motion | 1 | 2 |");
        try (Scope scope = Scope.open(CPU)) {
            var shapes = new ShapesDirectory(SHAPES);
            var trained = new MotionInsert(new MotionDirectory(folder).adapter(), false);
            var sampler = new MotionSampler(
                    shapes.network(),
                    Optional.of(trained),
                    MotionStates.of(shapes, new MotionDirectory(folder)),
                    shapes.autoencoder(),
                    new ShapesSampler.Settings(1, 2, 3));
            List<Picture> video = sampler.draw(
                            List.of(new MotionWorld(3).example(0).description()), 1)
                    .getFirst();
            assertThat(video).hasSize(16);
        }
    }

    @Test
    void modulesLearnALessonThatIsRepeated() {
        new MotionDirectory(folder).lay();
        MotionAdapterConfig config = new MotionDirectory(folder).config();
        var shapes = new ShapesDirectory(SHAPES);
        try (Scope scope = Scope.open(CPU)) {
            ClipBank bank = ClipBank.empty(new MotionWorld(1), 1);
            bank.fill(0, shapes.autoencoder());
            Objective.Maker maker = weights -> {
                var lessons = new MotionObjective(
                        shapes.network(),
                        new MotionAdapter(config, weights),
                        MotionStates.of(shapes, new MotionDirectory(folder)),
                        bank,
                        1,
                        1);
                return (step, worker) -> lessons.loss(0, 0);
            };
            var setup = new ParallelTraining.Setup(
                    ParameterList.of(weights -> new MotionAdapter(config, weights)),
                    maker,
                    1,
                    0.9,
                    new Initial(1),
                    CPU);
            try (var training = new ParallelTraining(setup)) {
                double first = training.step(RATE);
                for (int step = 0; step < 5; step++) {
                    double unused = training.step(RATE);
                }
                assertThat(training.step(RATE)).isLessThan(0.98 * first);
            }
        }
    }

    @Test
    void aFolderThatIsNotShapesIsRefused() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/unet"));
        Files.writeString(other.resolve("config.json"), "{\"_class_name\": \"UNet2DConditionModel\"}");
        var plan = new MotionTrainer.Plan(
                Duration.ofMillis(1), folder.resolve("other"), folder.resolve("out"), 1, CPU, 1, 1);
        assertThatThrownBy(() -> new MotionTrainer(plan, progress -> {}).train(false))
                .hasMessageContaining("its levels have [64, 96, 144] channels")
                .hasMessageContaining("the model's U-Net has [320, 640, 1280, 1280]");
    }
}
