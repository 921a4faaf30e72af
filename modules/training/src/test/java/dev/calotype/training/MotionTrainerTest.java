package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.networks.MotionInsert;
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
                    new MotionStates(shapes.text(), shapes.tokenizer()),
                    shapes.autoencoder(),
                    new ShapesSampler.Settings(1, 2, 3));
            List<Picture> video = sampler.draw(
                            List.of(new MotionWorld(3).example(0).description()), 1)
                    .getFirst();
            assertThat(video).hasSize(16);
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
