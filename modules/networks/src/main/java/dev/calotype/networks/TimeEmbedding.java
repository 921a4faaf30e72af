package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.TimeConfig;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** A time as sines and cosines of falling frequency, then a perceptron (Ho et al. 2020, arXiv:2006.11239, appendix B). */
record TimeEmbedding(Linear inner, Linear outer, TimeConfig config, Activation activation) {
    private static final double LONGEST = 10_000;

    static TimeEmbedding from(Weights weights, TimeConfig config, Activation activation) {
        return new TimeEmbedding(
                Linear.from(weights.at("linear_1"), config.channels(), config.size()),
                Linear.from(weights.at("linear_2"), config.size(), config.size()),
                config,
                activation);
    }

    /** N times to N×size. */
    Tensor apply(double[] times) {
        return of(Tensor.of(waves(times, config), times.length, config.channels()));
    }

    /** N×channels of whatever tells the time to N×size. */
    Tensor of(Tensor waves) {
        return outer.apply(activation.apply(inner.apply(waves.to(inner.weight().type()))));
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
