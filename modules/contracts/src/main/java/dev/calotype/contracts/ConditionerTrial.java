package dev.calotype.contracts;

import dev.calotype.spi.Attribute;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Signal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A conditioning module that is loaded from its directory, and what rules ask it. For the thread that loaded it.
 *
 * @param traits as described
 * @param conditioner what is asked; closed with this
 * @param canvas what its walks draw on
 * @param <O> the record of its family's options
 */
record ConditionerTrial<O extends Record>(
        ConditionerFamily<O> family,
        Path directory,
        ConditionerTraits traits,
        Conditioner<O> conditioner,
        Canvas canvas)
        implements AutoCloseable {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Loads a module for walks of the first usual size that it takes, or of the first at all. */
    static <O extends Record> ConditionerTrial<O> load(ConditionerFamily<O> family, Path directory) {
        List<Canvas> usual = Canvas.usual(family.describe(directory));
        ConditionerTrial<O> first = load(family, directory, usual.getFirst());
        return usual.stream()
                .map(first::on)
                .filter(ConditionerTrial::isTaken)
                .findFirst()
                .orElse(first);
    }

    /** Loads a module for walks of this size. */
    static <O extends Record> ConditionerTrial<O> load(ConditionerFamily<O> family, Path directory, Canvas canvas) {
        ConditionerTraits traits = family.describe(directory);
        return new ConditionerTrial<>(family, directory, traits, family.load(directory, CPU, Precision.FP32), canvas);
    }

    /** The same module, loaded once more. */
    ConditionerTrial<O> again() {
        return load(family, directory, canvas);
    }

    @Override
    public void close() {
        conditioner.close();
    }

    /** The same module on another canvas. */
    ConditionerTrial<O> on(Canvas other) {
        return new ConditionerTrial<>(family, directory, traits, conditioner, other);
    }

    /** What it adds with its default options. */
    Contribution asked(ConditionerInput input) {
        return conditioner.condition(input, family.defaults());
    }

    /** What it adds to a whole walk, at strength 1 if it is given none. */
    Contribution asked(long seed) {
        return asked(input(seed, 1));
    }

    /** For a whole walk, with attributes that are the seed's. */
    ConditionerInput input(long seed, double strength) {
        return input(picture(seed), strength, 0, 1, drawn(seed));
    }

    ConditionerInput input(@Nullable Signal picture, double strength, double from, double to) {
        return input(picture, strength, from, to, Map.of());
    }

    private ConditionerInput input(
            @Nullable Signal picture, double strength, double from, double to, Map<String, Double> attributes) {
        return new ConditionerInput(
                picture, canvas.width(), canvas.height(), canvas.latent(), strength, from, to, attributes);
    }

    /** A value within its range for each attribute. */
    private Map<String, Double> drawn(long seed) {
        var random = new SplittableRandom(seed);
        Map<String, Double> drawn = new HashMap<>();
        for (Attribute attribute : traits.attributes()) {
            double share = random.nextDouble();
            drawn.put(attribute.name(), attribute.least() + share * (attribute.most() - attribute.least()));
        }
        return drawn;
    }

    /** What it adds to a whole walk with these attributes alone. */
    Contribution asked(Map<String, Double> attributes) {
        return asked(input(picture(1), 1, 0, 1, attributes));
    }

    /** A picture of the result's size for a module that reads one. */
    @Nullable
    Signal picture(long seed) {
        return picture(seed, canvas.width(), canvas.height());
    }

    /** A picture of normal grey for a module that reads one, the same for the same seed. */
    @Nullable
    Signal picture(long seed, int width, int height) {
        if (traits.wants() == ConditionerTraits.Wants.NOTHING) {
            return null;
        }
        float[] values = ModelTrial.noise(3 * width * height, seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i] / 2, -1, 1);
        }
        return new Signal(values, List.of(3, height, width));
    }

    /** Whether it does not refuse such walks; whatever else it throws, rules will find. */
    private boolean isTaken() {
        try {
            asked(1);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        } catch (RuntimeException | LinkageError broken) {
            return true;
        }
    }
}
