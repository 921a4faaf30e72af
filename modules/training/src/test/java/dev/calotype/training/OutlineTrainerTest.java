package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.networks.ParameterList;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.training.TrainingListener.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineTrainerTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final double RATE = 3e-3;
    private static final Path SHAPES = Path.of("../../models/shapes");
    private static final ShapesSampler.Settings ONE_STEP = new ShapesSampler.Settings(1, 2, 3);

    @TempDir
    private Path folder;

    @Test
    void writesAControlNetThatDrawsAndIsScored() {
        List<Progress> heard = new ArrayList<>();
        var plan = new OutlineTrainer.Plan(Duration.ofMillis(1), SHAPES, folder, 2, CPU, 4, 1);
        new OutlineTrainer(plan, heard::add).train(false);
        assertThat(heard.stream().map(Progress::stage).distinct()).containsExactly("pictures", "outlines");
        assertThat(folder.resolve("training/samples-1.png")).exists();
        assertThat(folder.resolve("README.md")).content().contains("| outlines | 1 | 16 |");
        var done = new ArrayList<Integer>();
        OutlineExam.Result result = new OutlineExam(SHAPES, folder, CPU, 3).take(1, done::add);
        assertThat(done).containsExactly(1);
        assertThat(result.table()).contains("with control", "without it", "overlap (IoU)");
    }

    @Test
    void aFreshControlNetChangesNothingToTheBit() {
        try (Scope scope = Scope.open(CPU);
                SafeTensors copied = new ShapesDirectory(SHAPES).networkFile()) {
            ControlNetConfig config = config();
            var first = new CopiedValues(copied, new Initial(1));
            Map<String, Tensor> fresh = new HashMap<>();
            ParameterList.of(weights -> new ControlNetModel(config, weights)).forEach((name, axes) -> {
                long[] shape = axes.stream().mapToLong(axis -> axis).toArray();
                fresh.put(name, Tensor.of(first.of(name, shape), shape));
            });
            String copy = "mid_block.resnets.0.conv1.weight";
            assertThat(fresh)
                    .extractingByKey(copy)
                    .satisfies(values -> assertThat(values.toFloats())
                            .isEqualTo(copied.tensor(copy).to(Type.F32).toFloats()));
            var shapes = new ShapesDirectory(SHAPES).sampler(ONE_STEP);
            var sampler = new OutlineSampler(shapes, new ControlNetModel(config, new GivenWeights(fresh)));
            OutlineTask task = OutlineTask.of(new ShapesWorld(1), 0, 1).getFirst();
            Picture with = sampler.draw(List.of(task.placed()), List.of(task.outlines()), 7)
                    .getFirst();
            Picture without = shapes.draw(List.of(task.placed()), 7).getFirst();
            assertThat(with.values()).isEqualTo(without.values());
        }
    }

    @Test
    void aControlNetLearnsALessonThatIsRepeatedThroughTheNetworkThatIsHeldStill() {
        ControlNetConfig config = config();
        var shapes = new ShapesDirectory(SHAPES);
        try (Scope scope = Scope.open(CPU);
                SafeTensors copied = shapes.networkFile()) {
            OutlineBank bank = OutlineBank.empty(new ShapesWorld(1), 1);
            bank.fill(0, shapes.autoencoder());
            Objective.Maker maker = weights -> {
                var lessons = new OutlineObjective(
                        shapes.network(),
                        new ControlNetModel(config, weights),
                        shapes.text(),
                        shapes.tokenizer(),
                        bank,
                        2,
                        1);
                return (step, worker) -> lessons.loss(0, 0);
            };
            var setup = new ParallelTraining.Setup(
                    ParameterList.of(weights -> new ControlNetModel(config, weights)),
                    maker,
                    1,
                    0.9,
                    new CopiedValues(copied, new Initial(1)),
                    CPU);
            try (var training = new ParallelTraining(setup)) {
                double first = training.step(RATE);
                for (int step = 0; step < 6; step++) {
                    double unused = training.step(RATE);
                }
                assertThat(training.step(RATE)).isLessThan(0.95 * first);
            }
        }
    }

    @Test
    void aFolderThatIsNotShapesIsRefused() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/unet"));
        Files.writeString(other.resolve("config.json"), "{\"_class_name\": \"UNet2DConditionModel\"}");
        var plan = new OutlineTrainer.Plan(
                Duration.ofMillis(1), folder.resolve("other"), folder.resolve("out"), 1, CPU, 1, 1);
        assertThatThrownBy(() -> new OutlineTrainer(plan, progress -> {}).train(false))
                .hasMessageContaining("levels of 64/96/144 channels")
                .hasMessageContaining("the model has")
                .hasMessageContaining("320/640/1280/1280");
    }

    private ControlNetConfig config() {
        var directory = new OutlineDirectory(folder);
        directory.files().lay();
        return directory.config();
    }
}
