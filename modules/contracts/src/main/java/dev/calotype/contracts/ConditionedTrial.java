package dev.calotype.contracts;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Model;
import dev.calotype.spi.Row;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A conditioning module and a model that it goes into, both loaded. For the thread that loaded them.
 *
 * @param module the module, for walks as the model's are
 * @param model the model
 */
record ConditionedTrial(ConditionerTrial<?> module, ModelTrial model) implements AutoCloseable {
    private static final double SHARE = 0.5;
    private static final String PROMPT = "a red ring";

    static <O extends Record> ConditionedTrial load(
            ConditionerFamily<O> family, Path directory, Supplier<Model> loading) {
        Model loaded = loading.get();
        try {
            var model = new ModelTrial(loaded, loading, loaded::traits);
            var canvas = new Canvas(model.width(), model.height(), model.shape());
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
        return model.row(noise, SHARE, PROMPT);
    }

    /** The same row with it. */
    Row with(long noise, long picture, double strength) {
        Row bare = bare(noise);
        Conditioning added = module.asked(module.input(picture, strength)).positive();
        return new Row(bare.x(), bare.time(), bare.conditioning().joined(added));
    }

    /** What a row is answered alone. */
    float[] alone(Row row) {
        return model.evaluate(row).getFirst();
    }
}
