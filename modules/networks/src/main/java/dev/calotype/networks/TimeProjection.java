package dev.calotype.networks;

import dev.calotype.tensor.Embedding;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.Arrays;
import java.util.List;

/** What tells a pixel U-Net the time, before it is embedded. */
sealed interface TimeProjection {
    /** N times to N×channels. */
    Tensor apply(double[] times);

    static TimeProjection from(Weights weights, UNet2DConfig config) {
        int channels = config.time().channels();
        return switch (config.telling()) {
            case WAVES -> new Waves(config.time());
            case FOURIER -> new Fourier(weights.take("weight", channels / 2));
            case TABLE -> new Table(Embedding.from(weights, config.timeEntries(), channels));
        };
    }

    /** Sines and cosines of falling frequency. */
    record Waves(UNetConfig.TimeConfig config) implements TimeProjection {
        @Override
        public Tensor apply(double[] times) {
            return Tensor.of(TimeEmbedding.waves(times, config), times.length, config.channels());
        }
    }

    /** Sines and cosines of 2πw·ln σ with random w (Song et al. 2021, arXiv:2011.13456, appendix G). */
    record Fourier(Tensor frequencies) implements TimeProjection {
        @Override
        public Tensor apply(double[] times) {
            Tensor logarithms = Ops.log(told(times)).unsqueeze(1);
            Tensor angles = logarithms.mul(frequencies.unsqueeze(0)).mul(2).mul(Math.PI);
            return Tensor.cat(1, List.of(Ops.sin(angles), Ops.cos(angles)));
        }
    }

    /** A table with an entry for every time. */
    record Table(Embedding entries) implements TimeProjection {
        @Override
        public Tensor apply(double[] times) {
            long[] places = Arrays.stream(times).mapToLong(time -> (long) time).toArray();
            return entries.apply(Tensor.of(places, places.length));
        }
    }

    /** Times as single-precision values. */
    static Tensor told(double[] times) {
        float[] values = new float[times.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) times[i];
        }
        return Tensor.of(values, values.length);
    }
}
