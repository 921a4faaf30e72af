package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.networks.Activation;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.ParameterList;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.training.ParallelTraining.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelTrainingTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final double RATE = 1e-2;

    @TempDir
    private Path folder;

    @Test
    void lowersTheLoss() {
        try (Scope scope = Scope.open(CPU);
                ParallelTraining training = new ParallelTraining(setup())) {
            double first = training.step(RATE);
            List<Double> losses = steps(training, 20);
            assertThat(losses.getLast()).isLessThan(first / 2);
        }
    }

    @Test
    void goesOnFromACheckpointToTheBit() {
        Path file = folder.resolve("some.safetensors");
        List<Double> whole;
        try (Scope scope = Scope.open(CPU);
                ParallelTraining training = new ParallelTraining(setup())) {
            steps(training, 10);
            training.save(file, 12.5);
            whole = steps(training, 10);
        }
        try (Scope scope = Scope.open(CPU);
                ParallelTraining training = new ParallelTraining(setup())) {
            assertThat(training.restore(file)).isEqualTo(12.5);
            assertThat(training.steps()).isEqualTo(10);
            assertThat(steps(training, 10)).isEqualTo(whole);
        }
    }

    private static List<Double> steps(ParallelTraining training, int count) {
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            losses.add(training.step(RATE));
        }
        return losses;
    }

    private Setup setup() {
        ClipTokenizer tokenizer = new ShapesDirectory(folder).lay().tokenizer();
        ClipTextConfig config = new ClipTextConfig(
                ShapesTokens.vocabulary().size(), 16, 32, 1, 2, ShapesTokens.LENGTH, Activation.GELU, 1e-5, 603, 16);
        Objective.Maker maker = weights -> TextObjective.from(weights, config, tokenizer, new ShapesWorld(1), 8, 2);
        return new Setup(ParameterList.of(maker::over), maker, 2, 0.9, new Initial(1), CPU);
    }
}
