package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConditions;
import dev.calotype.spi.Insertion;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
        /** As jobs are that ask for nothing else. */
        static final Settings USUAL = new Settings(20, 3, 4);

        /** What a model's card says of it. */
        String words() {
            return String.format(Locale.ROOT, "%d steps of `dpm++2m`, guidance %.1f", steps, guidance);
        }
    }

    /** A picture for each caption. */
    List<Picture> draw(List<String> captions, long seed) {
        return draw(captions, Collections.nCopies(captions.size(), List.of()), seed);
    }

    /** A picture for each caption, under what it carries, which both branches of the guidance do. */
    List<Picture> draw(List<String> captions, List<List<Insertion>> carried, long seed) {
        int rows = captions.size();
        Tensor context = Tensor.cat(
                0,
                List.of(states(captions), states(captions.stream().map(c -> "").toList())));
        UNetConditions conditions = UNetConditions.of(context, null)
                .withInserts(Stream.of(carried, carried).flatMap(List::stream).toList());
        Tensor x = FlowWalk.of(settings.steps(), settings.shift())
                .from(Tensor.randn(seed, LatentBank.shape(rows)), (point, level) -> flow(point, conditions, level));
        return pictures(autoencoder.decode(autoencoder.unscale(x)).toFloats(), rows);
    }

    private Tensor states(List<String> captions) {
        return text.apply(captions.stream().map(c -> tokenizer.encode(c).ids()).toList())
                .last();
    }

    private Tensor flow(Tensor x, UNetConditions conditions, double level) {
        int rows = (int) x.size(0);
        double[] times = new double[2 * rows];
        Arrays.fill(times, Math.floor(DenoiserObjective.TIMES * level));
        Tensor both = network.apply(Tensor.cat(0, List.of(x, x)), times, conditions);
        Tensor with = both.narrow(0, 0, rows);
        Tensor without = both.narrow(0, rows, rows);
        return without.add(with.sub(without).mul(settings.guidance()));
    }

    /** The rows of decoded pictures. */
    static List<Picture> pictures(float[] values, int rows) {
        int length = values.length / rows;
        List<Picture> pictures = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            pictures.add(Picture.ofSigned(Arrays.copyOfRange(values, row * length, (row + 1) * length)));
        }
        return pictures;
    }
}
