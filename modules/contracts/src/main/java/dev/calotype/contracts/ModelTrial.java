package dev.calotype.contracts;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A model that is loaded, and the questions that rules ask it. For the thread that loaded it.
 *
 * @param model what is asked; closed with this
 * @param loading loads the same once more
 * @param describing gives the traits as they are read without loading
 */
record ModelTrial(Model model, Supplier<Model> loading, Supplier<ModelTraits> describing) implements AutoCloseable {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final int SMALL = 8;

    static ModelTrial load(ModelFamily family, Path directory) {
        return load(() -> family.load(directory, CPU), () -> family.describe(directory));
    }

    private static ModelTrial load(Supplier<Model> loading, Supplier<ModelTraits> describing) {
        return new ModelTrial(loading.get(), loading, describing);
    }

    /** The same model, loaded once more. */
    ModelTrial again() {
        return load(loading, describing);
    }

    @Override
    public void close() {
        model.close();
    }

    ModelTraits traits() {
        return model.traits();
    }

    /** A small size that the model takes, so that an answer costs little. */
    int width() {
        return side(traits().sizes().width());
    }

    int height() {
        return side(traits().sizes().height());
    }

    LatentShape shape() {
        return model.latentShape(width(), height());
    }

    private int side(int usual) {
        PictureSizes sizes = traits().sizes();
        return Math.min(usual, SMALL * sizes.multiple());
    }

    /** What a row is told of this prompt, or of the empty one where the model knows no such words. */
    Conditioning told(String prompt) {
        return withChannels(
                accepted(prompt).orElseGet(() -> model.encode(Prompt.of("")).conditioning()));
    }

    /** The signals of a prompt; empty if the model refuses it. */
    Optional<Conditioning> accepted(String prompt) {
        try {
            return Optional.of(model.encode(Prompt.of(prompt)).conditioning());
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /** A row of normal noise at this share of the process, the same for the same seed. */
    Row row(long seed, double share, String prompt) {
        var range = traits().process().range();
        double time = range.cleanest() + share * (range.noisiest() - range.cleanest());
        return new Row(noise(shape().size(), seed), time, told(prompt));
    }

    static float[] noise(int size, long seed) {
        var random = new SplittableRandom(seed);
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** The answers as they are when the call returns, whatever becomes of the network's own arrays. */
    List<float[]> evaluate(Row... rows) {
        return model.evaluate(shape(), List.of(rows)).stream()
                .map(float[]::clone)
                .toList();
    }

    private Conditioning withChannels(Conditioning conditioning) {
        if (traits().pictures() != PictureUse.MASKED_CHANNELS) {
            return conditioning;
        }
        List<Integer> axes = shape().axes();
        int channels = 1 + axes.getFirst();
        int plane = shape().size() / axes.getFirst();
        return conditioning.withChannels(
                new Signal(new float[channels * plane], List.of(channels, axes.get(1), axes.get(2))));
    }
}
