package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.TimeConfig;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** A time as sines and cosines of falling frequency, then a perceptron (Ho et al. 2020, arXiv:2006.11239, appendix B). */
record TimeEmbedding(TimeConfig config, @Nullable Linear guidance, VectorEmbedding perceptron) {
    private static final double LONGEST = 10_000;

    static TimeEmbedding from(Weights weights, TimeConfig config, Activation activation) {
        return new TimeEmbedding(
                config, null, VectorEmbedding.from(weights, config.channels(), config.size(), activation, null));
    }

    /** The embedding of a U-Net's time, with the guidance scale among the waves where the U-Net was distilled. */
    static TimeEmbedding from(Weights weights, TimeConfig config, Activation activation, EmbeddingConfig also) {
        return new TimeEmbedding(
                config,
                also.guidanceSize() == 0
                        ? null
                        : Linear.withoutBias(weights.at("cond_proj"), also.guidanceSize(), config.channels()),
                VectorEmbedding.from(weights, config.channels(), config.size(), activation, also.afterTime()));
    }

    /** N times to N×size. */
    Tensor apply(double[] times) {
        return apply(times, null);
    }

    /** N×channels of whatever tells the time to N×size. */
    Tensor of(Tensor waves) {
        return perceptron.apply(waves);
    }

    /** N times and N×guidanceSize to N×size. */
    Tensor apply(double[] times, @Nullable Tensor scales) {
        Tensor waves = Tensor.of(waves(times, config), times.length, config.channels());
        if (guidance == null) {
            return perceptron.apply(waves);
        }
        if (scales == null) {
            throw new TensorException("this U-Net reads an embedded guidance scale of "
                    + guidance.weight().size(1) + " values a row; it was given none");
        }
        Type type = guidance.weight().type();
        return perceptron.apply(waves.to(type).add(guidance.apply(scales.to(type))));
    }

    /** The waves of N times, N×channels in C order. */
    static float[] waves(double[] times, TimeConfig config) {
        int channels = config.channels();
        int half = channels / 2;
        float[] waves = new float[times.length * channels];
        for (int row = 0; row < times.length; row++) {
            for (int i = 0; i < half; i++) {
                float exponent = (float) -Math.log(LONGEST) * i / (float) (half - config.frequencyShift());
                float angle = (float) times[row] * (float) Math.exp(exponent);
                int sine = config.cosineFirst() ? half + i : i;
                int cosine = config.cosineFirst() ? i : half + i;
                waves[row * channels + sine] = (float) Math.sin(angle);
                waves[row * channels + cosine] = (float) Math.cos(angle);
            }
        }
        return waves;
    }
}
