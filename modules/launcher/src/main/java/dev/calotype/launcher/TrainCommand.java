package dev.calotype.launcher;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.training.MotionTrainer;
import dev.calotype.training.OutlineTrainer;
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

    @Parameters(
            paramLabel = "MODEL",
            description = "shapes; or for it motion, motion modules, or outlines, a ControlNet")
    String model = "";

    @Option(names = "--minutes", paramLabel = "M", description = "how long to train, all stages together (60)")
    int minutes = 60;

    @Option(names = "--out", paramLabel = "DIR", description = "the model's directory (./MODEL)")
    @Nullable
    Path out;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "for motion and outlines: the directory of shapes (the one shipped)")
    @Nullable
    Path base;

    @Option(names = "--resume", description = "go on from the last checkpoint there")
    boolean resume;

    @Option(names = "--workers", paramLabel = "N", description = "how many threads train (one for each processor)")
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(names = "--seed", paramLabel = "S", description = "of everything that is drawn (1)")
    long seed = 1;

    @Override
    public Integer call() {
        StarterModels.check(model);
        Logs.quiet();
        check("--minutes", minutes);
        check("--workers", workers);
        Path directory = out == null ? Path.of(model) : out;
        ProgressBar bar = ProgressBar.usual();
        train(directory, progress -> show(progress, bar));
        bar.close();
        Say.result(directory.toString());
        return 0;
    }

    private static void check(String option, int value) {
        if (value < 1) {
            throw new Complaint(option + " is " + value + "; training takes at least 1");
        }
    }

    private void train(Path directory, TrainingListener listener) {
        Duration length = Duration.ofMinutes(minutes);
        switch (model) {
            case StarterModels.MOTION ->
                new MotionTrainer(
                                new MotionTrainer.Plan(
                                        length, base(), directory, workers, CPU, MotionTrainer.Plan.CLIPS, seed),
                                listener)
                        .train(resume);
            case StarterModels.OUTLINES ->
                new OutlineTrainer(
                                new OutlineTrainer.Plan(
                                        length, base(), directory, workers, CPU, OutlineTrainer.Plan.PICTURES, seed),
                                listener)
                        .train(resume);
            default ->
                new ShapesTrainer(
                                new ShapesTrainer.Plan(
                                        length, directory, workers, CPU, ShapesTrainer.Plan.LATENTS, seed),
                                listener)
                        .train(resume);
        }
    }

    private Path base() {
        return base == null ? Distribution.current().models().resolve("shapes") : base;
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
