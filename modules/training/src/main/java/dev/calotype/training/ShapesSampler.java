package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws pictures while training goes on: DPM-Solver++(2M) on the flow (Lu et al. 2022, arXiv:2211.01095, algorithm 2),
 * as the shipped model is sampled by default. Used by one thread; needs an open scope.
 */
record ShapesSampler(
        UNet2DCondition network,
        ClipTextModel text,
        AutoencoderKL autoencoder,
        ClipTokenizer tokenizer,
        Settings settings) {
    /** How to sample. */
    record Settings(int steps, double guidance, double shift) {
        /** Flow times from the first to the last, which is 0. */
        double[] levels() {
            double[] levels = new double[steps + 1];
            for (int i = 0; i < steps; i++) {
                double even = 1 - 1.0 / DenoiserObjective.TIMES - i * (1 - 1.0 / DenoiserObjective.TIMES) / steps;
                levels[i] = shift * even / (1 + (shift - 1) * even);
            }
            return levels;
        }
    }

    /** A picture for each caption. */
    List<Picture> draw(List<String> captions, long seed) {
        int rows = captions.size();
        Tensor context = Tensor.cat(
                0,
                List.of(states(captions), states(captions.stream().map(c -> "").toList())));
        Tensor x = Tensor.randn(seed, LatentBank.shape(rows));
        Tensor before = x;
        double[] levels = settings.levels();
        for (int i = 0; i < settings.steps(); i++) {
            Tensor clean = x.sub(flow(x, context, levels[i]).mul(levels[i]));
            x = step(x, clean, before, levels, i);
            before = clean;
        }
        return pictures(autoencoder.decode(autoencoder.unscale(x)).toFloats(), rows);
    }

    private Tensor states(List<String> captions) {
        return text.apply(captions.stream().map(c -> tokenizer.encode(c).ids()).toList())
                .last();
    }

    private Tensor flow(Tensor x, Tensor context, double level) {
        int rows = (int) x.size(0);
        double[] times = new double[2 * rows];
        Arrays.fill(times, Math.floor(DenoiserObjective.TIMES * level));
        Tensor both = network.apply(Tensor.cat(0, List.of(x, x)), times, context, null);
        Tensor with = both.narrow(0, 0, rows);
        Tensor without = both.narrow(0, rows, rows);
        return without.add(with.sub(without).mul(settings.guidance()));
    }

    private static Tensor step(Tensor x, Tensor clean, Tensor before, double[] levels, int i) {
        double next = levels[i + 1];
        if (next == 0) {
            return clean;
        }
        double h = ratio(next) - ratio(levels[i]);
        Tensor direction = clean;
        if (i > 0) {
            double r = (ratio(levels[i]) - ratio(levels[i - 1])) / h;
            direction = clean.mul(1 + 1 / (2 * r)).sub(before.mul(1 / (2 * r)));
        }
        return x.mul(next / levels[i]).sub(direction.mul((1 - next) * Math.expm1(-h)));
    }

    /** The logarithm of signal over noise. */
    private static double ratio(double level) {
        return Math.log((1 - level) / level);
    }

    private static List<Picture> pictures(float[] values, int rows) {
        int length = values.length / rows;
        List<Picture> pictures = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            pictures.add(Picture.ofSigned(Arrays.copyOfRange(values, row * length, (row + 1) * length)));
        }
        return pictures;
    }
}
