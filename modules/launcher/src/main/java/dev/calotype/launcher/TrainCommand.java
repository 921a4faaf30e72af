package dev.calotype.launcher;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.training.ShapesTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a starter model. */
@Command(name = "train", description = "Trains a starter model.", mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final int PER_MILLE = 1000;

    @Parameters(paramLabel = "MODEL", description = "shapes")
    String model = "";

    @Option(names = "--minutes", paramLabel = "M", description = "how long to train, all stages together (60)")
    int minutes = 60;

    @Option(names = "--out", paramLabel = "DIR", description = "the model's directory (./shapes)")
    Path out = Path.of("shapes");

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
        int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
        var plan = new ShapesTrainer.Plan(
                Duration.ofMinutes(minutes),
                out,
                workers,
                new DeviceSpec(DeviceSpec.Kind.CPU, 0),
                ShapesTrainer.Plan.LATENTS,
                seed);
        ProgressBar bar = ProgressBar.usual();
        new ShapesTrainer(
                        plan,
                        progress -> bar.show(
                                (int) (PER_MILLE * progress.share()),
                                PER_MILLE,
                                String.format(
                                        Locale.ROOT,
                                        "%s step %d  loss %.4f  %.0f examples/s",
                                        progress.stage(),
                                        progress.step(),
                                        progress.loss(),
                                        progress.examplesPerSecond())))
                .train(resume);
        bar.close();
        Say.result(out.toString());
        return 0;
    }
}
