package dev.calotype.training;

import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.training.ParallelTraining.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The training of a network that is added to a model: one stage with its checkpoint and losses below {@code training/}, then
 * the card. Used by one platform thread, which has a scope open.
 *
 * @param name of what is added, of its stage and of its blank card
 * @param out the folder of what is added
 * @param length of the training
 * @param rate of learning
 * @param examples a step
 * @param listener that hears how it goes
 */
record AddOnTraining(String name, Path out, Duration length, double rate, int examples, TrainingListener listener) {
    /** Makes the folder, and forgets an earlier training unless {@code resume}. */
    void prepare(boolean resume) {
        try {
            Files.createDirectories(folder());
            if (!resume) {
                Files.deleteIfExists(Stage.checkpoint(folder(), name));
                Files.deleteIfExists(stage().losses());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder() + " cannot be written", e);
        }
    }

    /** Trains; at every checkpoint the averaged weights are to be kept. */
    void run(Setup setup, Consumer<Map<String, Tensor>> keeping) {
        try (ParallelTraining training = new ParallelTraining(setup)) {
            Stage stage = stage();
            Stage.Summary summary = stage.run(training, step -> {
                try (Scope temporary = Scope.open(setup.device())) {
                    keeping.accept(training.averaged());
                    LossCurve.draw(stage.losses(), folder().resolve(name + ".losses.png"));
                }
            });
            ModelCard.write(out, name + "-card.md", List.of(summary), setup.workers());
        }
    }

    /** Where a sample sheet goes. */
    Path sheet(int number) {
        return folder().resolve("samples-" + number + ".png");
    }

    private Path folder() {
        return out.resolve("training");
    }

    private Stage stage() {
        return new Stage(
                name,
                folder(),
                new Pace.Time(length, InstantSource.system()),
                new RateSchedule(rate),
                examples,
                listener);
    }
}
