package dev.calotype.training;

import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Reading captions: linear maps of the last padding tokens' states shall give the {@link Layout} codes, by squared error.
 * The maps are thrown away afterwards; what stays is that the states say it.
 */
record TextObjective(
        ClipTextModel encoder,
        Linear objects,
        Linear whole,
        ClipTokenizer tokenizer,
        ShapesWorld world,
        int batch,
        int workers)
        implements Objective {
    private static final double EMPTY = 0.05;

    /** The prefix of the maps' names. */
    static final String HEADS = "heads";

    /** Descriptions of some examples; now and then none. */
    @SuppressWarnings("ArrayRecordComponent")
    record Captions(List<int[]> ids, float[] codes, float[] weights) {}

    static TextObjective from(
            Weights weights,
            ClipTextConfig config,
            ClipTokenizer tokenizer,
            ShapesWorld world,
            int batch,
            int workers) {
        Weights heads = weights.at(HEADS);
        return new TextObjective(
                new ClipTextModel(config, weights),
                Linear.from(heads.at("objects"), config.size(), Layout.OBJECT_CODE),
                Linear.from(heads.at("whole"), config.size(), Layout.WHOLE_CODE),
                tokenizer,
                world,
                batch,
                workers);
    }

    @Override
    public Tensor loss(long step, int worker) {
        Captions captions = captions((step * workers + worker) * batch);
        Tensor wanted = Tensor.of(captions.codes(), batch, captions.codes().length / batch);
        Tensor error = predict(captions.ids()).sub(wanted);
        return error.mul(error)
                .mul(Tensor.of(captions.weights(), wanted.shape()))
                .mean();
    }

    /** The share of captions that are read without any fault. */
    double accuracy(long first) {
        Captions captions = captions(first);
        return Layout.agreement(predict(captions.ids()).toFloats(), captions.codes(), batch);
    }

    /** Codes of captions, N × 205. */
    private Tensor predict(List<int[]> ids) {
        Tensor states = encoder.apply(ids).last();
        Tensor cells =
                objects.apply(states.narrow(1, Layout.FIRST, Layout.OBJECTS)).reshape(ids.size(), -1);
        Tensor all = whole.apply(states.narrow(1, ShapesTokens.LENGTH - 1, 1)).reshape(ids.size(), -1);
        return Tensor.cat(1, List.of(cells, all));
    }

    private Captions captions(long first) {
        List<int[]> ids = new ArrayList<>();
        int length = Layout.OBJECTS * Layout.OBJECT_CODE + Layout.WHOLE_CODE;
        float[] codes = new float[batch * length];
        float[] weights = new float[batch * length];
        for (int row = 0; row < batch; row++) {
            SplittableRandom random = world.random(first + row);
            Description description = ShapesWorld.describe(ShapesWorld.scene(random), random);
            Optional<Description> stated = random.nextDouble() < EMPTY ? Optional.empty() : Optional.of(description);
            float[] code = Layout.codes(stated);
            ids.add(tokenizer
                    .encode(stated.map(Description::caption).orElse(""))
                    .ids());
            System.arraycopy(code, 0, codes, row * length, length);
            System.arraycopy(Layout.weights(code), 0, weights, row * length, length);
        }
        return new Captions(ids, codes, weights);
    }
}
