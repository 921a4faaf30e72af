package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.training.TrainingListener.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapesTrainerTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TempDir
    private Path folder;

    @Test
    void writesAWholeModelThatDraws() throws Exception {
        List<Progress> heard = new ArrayList<>();
        ShapesTrainer.Plan plan = new ShapesTrainer.Plan(Duration.ofMillis(500), folder, 2, CPU, 16, 1);
        new ShapesTrainer(plan, heard::add).train(false);
        assertThat(heard.stream().map(Progress::stage).distinct())
                .containsExactly("autoencoder", "text", "latents", "network");
        assertThat(folder.resolve("training/samples-1.png")).exists();
        assertThat(weights()).isLessThan(16_000_000);
        ShapesDirectory directory = new ShapesDirectory(folder);
        try (Scope scope = Scope.open(CPU)) {
            ShapesSampler sampler = new ShapesSampler(
                    directory.network(),
                    directory.text(),
                    directory.autoencoder(),
                    directory.tokenizer(),
                    new ShapesSampler.Settings(2, 2, 3));
            assertThat(sampler.draw(List.of("a red circle"), 1)).hasSize(1);
        }
    }

    @Test
    void keepsWhatAnEarlierRunFinished() {
        ShapesTrainer.Plan plan = new ShapesTrainer.Plan(Duration.ofMillis(200), folder, 2, CPU, 16, 1);
        new ShapesTrainer(plan, progress -> {}).train(false);
        List<String> heard = new ArrayList<>();
        new ShapesTrainer(plan, progress -> heard.add(progress.stage())).train(true);
        assertThat(heard).containsExactly("latents");
    }

    private long weights() throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .filter(file -> !file.toString().contains("checkpoint"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
