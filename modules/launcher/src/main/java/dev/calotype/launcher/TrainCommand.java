package dev.calotype.launcher;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.training.MotionTrainer;
import dev.calotype.training.ShapesTrainer;
import dev.calotype.training.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a starter model. */
@Command(name = "train", description = "Trains a starter model.", mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final int PER_MILLE = 1000;
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @Parameters(paramLabel = "MODEL", description = "shapes, or motion: motion modules for it")
    String model = "";

    @Option(names = "--minutes", paramLabel = "M", description = "how long to train, all stages together (60)")
    int minutes = 60;

    @Option(names = "--out", paramLabel = "DIR", description = "the model's directory (./MODEL)")
    @Nullable
    Path out;

    @Option(names = "--base", paramLabel = "DIR", description = "for motion: the directory of shapes (the one shipped)")
    @Nullable
    Path base;

    @Option(names = "--resume", description = "go on from the last checkpoint there")
    boolean resume;

    @Option(names = "--seed", paramLabel = "S", description = "of everything that is drawn (1)")
    long seed = 1;

    @Override
    public Integer call() {
        StarterModels.check(model);
        Logs.quiet();
        if (minutes < 1) {
            throw new Complaint("--minutes is " + minutes + "; training takes at least 1");
        }
        Path directory = out == null ? Path.of(model) : out;
        ProgressBar bar = ProgressBar.usual();
        if (model.equals(StarterModels.MOTION)) {
            new MotionTrainer(motion(directory), progress -> show(progress, bar)).train(resume);
        } else {
            new ShapesTrainer(shapes(directory), progress -> show(progress, bar)).train(resume);
        }
        bar.close();
        Say.result(directory.toString());
        return 0;
    }

    private ShapesTrainer.Plan shapes(Path directory) {
        return new ShapesTrainer.Plan(
                Duration.ofMinutes(minutes), directory, workers(), CPU, ShapesTrainer.Plan.LATENTS, seed);
    }

    private MotionTrainer.Plan motion(Path directory) {
        Path shapes = base == null ? Distribution.current().models().resolve("shapes") : base;
        return new MotionTrainer.Plan(
                Duration.ofMinutes(minutes), shapes, directory, workers(), CPU, MotionTrainer.Plan.CLIPS, seed);
    }

    private static int workers() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    private static void show(TrainingListener.Progress progress, ProgressBar bar) {
        bar.show(
                (int) (PER_MILLE * progress.share()),
                PER_MILLE,
                String.format(
                        Locale.ROOT,
                        "%s step %d  loss %.4f  %.0f examples/s",
                        progress.stage(),
                        progress.step(),
                        progress.loss(),
                        progress.examplesPerSecond()));
    }
}
