package dev.calotype.contracts;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A conditioning module and a model that it goes into, both loaded. For the thread that loaded them.
 *
 * @param module the module, for walks as the model's are
 * @param model the model
 */
record ConditionedTrial(ConditionerTrial<?> module, ModelTrial model) implements AutoCloseable {
    private static final double SHARE = 0.5;
    private static final int FRAMES = 3;
    private static final String PROMPT = "a red ring";

    static <O extends Record> ConditionedTrial load(
            ConditionerFamily<O> family, Path directory, Supplier<Model> loading) {
        Model loaded = loading.get();
        try {
            var model = new ModelTrial(loaded, loading, loaded::traits);
            LatentShape picture = model.shape();
            LatentShape latent = family.describe(directory).makesFrames() ? picture.ofFrames(FRAMES) : picture;
            var canvas = new Canvas(model.width(), model.height(), latent);
            return new ConditionedTrial(ConditionerTrial.load(family, directory, canvas), model);
        } catch (RuntimeException | Error e) {
            loaded.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            module.close();
        } finally {
            model.close();
        }
    }

    /** The row of this noise without the module. */
    Row bare(long noise) {
        Row picture = model.row(noise, SHARE, PROMPT);
        return new Row(ModelTrial.noise(latent().size(), noise), picture.time(), picture.conditioning());
    }

    /** The same row with it. */
    Row with(long noise, long picture, double strength) {
        Row bare = bare(noise);
        Conditioning added = module.asked(module.input(picture, strength)).positive();
        return new Row(bare.x(), bare.time(), bare.conditioning().joined(added));
    }

    /** What a row is answered alone. */
    float[] alone(Row row) {
        return evaluate(row).getFirst();
    }

    /** The answers as they are when the call returns, whatever becomes of the network's own arrays. */
    List<float[]> evaluate(Row... rows) {
        return model.model().evaluate(latent(), List.of(rows)).stream()
                .map(float[]::clone)
                .toList();
    }

    private LatentShape latent() {
        return module.canvas().latent();
    }
}
