package dev.calotype.training;

import dev.calotype.training.TrainingListener.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * One network's training from its start, or from its last checkpoint, to its end.
 *
 * @param name of the stage and of its files
 * @param folder where its checkpoint and its losses are written
 * @param pace how long it lasts
 * @param rates its learning rate
 * @param batch examples a step, for the report
 */
record Stage(String name, Path folder, Pace pace, RateSchedule rates, int batch, TrainingListener listener) {
    private static final double SECONDS_BETWEEN_CHECKPOINTS = 60;
    private static final int STEPS_BETWEEN_LOSSES = 10;

    /**
     * What a stage took, over all its runs.
     *
     * @param name of the stage
     * @param steps of the optimiser
     * @param examples it saw
     * @param seconds by the clock
     */
    record Summary(String name, long steps, long examples, double seconds) {}

    /** Something to do at every checkpoint, such as drawing samples. */
    @FunctionalInterface
    interface Inspection {
        void look(long step);
    }

    /** Where the checkpoint of a stage is. */
    static Path checkpoint(Path folder, String stage) {
        return folder.resolve(stage + ".checkpoint.safetensors");
    }

    /** Where the losses are, a line of step and loss each. */
    Path losses() {
        return folder.resolve(name + ".losses.csv");
    }

    /** Trains until the pace says that it is done; a finished checkpoint is only inspected. */
    Summary run(ParallelTraining training, Inspection inspection) {
        double earlier = Files.exists(checkpoint(folder, name)) ? training.restore(checkpoint(folder, name)) : 0;
        double spent = earlier;
        double begin = pace.seconds();
        double saved = begin;
        long firstStep = training.steps();
        double mean = Double.NaN;
        double share = pace.share(training.steps(), earlier);
        if (share >= 1) {
            inspection.look(training.steps());
        }
        while (share < 1) {
            double loss = training.step(rates.at(training.steps(), share));
            mean = Double.isNaN(mean) ? loss : 0.95 * mean + 0.05 * loss;
            double now = pace.seconds();
            spent = earlier + now - begin;
            share = pace.share(training.steps(), spent);
            double speed = batch * (training.steps() - firstStep) / Math.max(now - begin, 1e-9);
            listener.progressed(new Progress(name, training.steps(), share, loss, speed));
            note(training.steps(), mean);
            if (now - saved >= SECONDS_BETWEEN_CHECKPOINTS || share >= 1) {
                training.save(checkpoint(folder, name), spent);
                inspection.look(training.steps());
                saved = now;
            }
        }
        return new Summary(name, training.steps(), batch * training.steps(), spent);
    }

    private void note(long step, double loss) {
        if (step % STEPS_BETWEEN_LOSSES == 0) {
            try {
                Files.writeString(
                        losses(),
                        String.format(Locale.ROOT, "%d,%.6f%n", step, loss),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(losses() + " cannot be written", e);
            }
        }
    }
}
