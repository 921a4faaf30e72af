package dev.calotype.networks;

import dev.calotype.tensor.Embedding;
import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * CLIP's text encoder (Radford et al. 2021, arXiv:2103.00020, section 2.4): CLIPTextModel, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class ClipTextModel {
    private final ClipTextConfig config;
    private final Embedding tokens;
    private final Embedding positions;
    private final List<ClipTextBlock> blocks;
    private final LayerNorm norm;

    /**
     * What the encoder says of N texts of T tokens.
     *
     * @param hidden the embeddings and then the state after each block, N×T×size, without the final norm
     * @param last the last state after the final norm
     * @param pooled the last state at the end token, N×size
     */
    public record States(List<Tensor> hidden, Tensor last, Tensor pooled) {
        /** Copies the list. */
        public States {
            hidden = List.copyOf(hidden);
        }
    }

    /** An encoder from its weights, whose names start with {@code text_model}. */
    public ClipTextModel(ClipTextConfig config, Weights weights) {
        this.config = config;
        Weights model = weights.at("text_model");
        tokens = Embedding.from(model.at("embeddings.token_embedding"), config.vocabulary(), config.size());
        positions = Embedding.from(model.at("embeddings.position_embedding"), config.positions(), config.size());
        blocks = IntStream.range(0, config.layers())
                .mapToObj(i -> ClipTextBlock.from(model.at("encoder.layers." + i), config))
                .toList();
        norm = LayerNorm.from(model.at("final_layer_norm"), config.size(), config.epsilon());
    }

    /** The configuration it was built from. */
    public ClipTextConfig config() {
        return config;
    }

    /** Encodes texts of equal length, at most {@code config().positions()} ids each. */
    public States apply(List<int[]> ids) {
        return apply(ids, LearnedVectors.NONE);
    }

    /** Encodes texts in which ids below 0 stand for learned vectors. */
    public States apply(List<int[]> ids, LearnedVectors learned) {
        int length = ids.getFirst().length;
        Tensor words = learned.into(tokens.apply(Tensor.of(flat(ids), ids.size(), length)), ids);
        Tensor x = words.add(positions.weight().narrow(0, 0, length));
        Tensor causal = causal(length);
        var hidden = new ArrayList<Tensor>();
        hidden.add(x);
        for (ClipTextBlock block : blocks) {
            x = block.apply(x, causal);
            hidden.add(x);
        }
        Tensor last = norm.apply(x);
        return new States(hidden, last, pooled(last, ids));
    }

    /** The state that stands {@code skip} blocks before the last, after the final norm; 0 is the last state itself. */
    public Tensor skipping(States states, int skip) {
        return norm.apply(before(states, skip));
    }

    /**
     * The state that stands {@code skip} blocks before the last, without the final norm.
     *
     * @throws IllegalArgumentException if there are not so many blocks
     */
    public static Tensor before(States states, int skip) {
        int blocks = states.hidden().size() - 1;
        if (skip < 0 || skip > blocks) {
            throw new IllegalArgumentException("a state " + skip + " blocks before the last was asked of a text encoder"
                    + " with " + blocks + " blocks");
        }
        return states.hidden().get(blocks - skip);
    }

    private Tensor pooled(Tensor last, List<int[]> ids) {
        return Tensor.cat(
                0,
                IntStream.range(0, ids.size())
                        .mapToObj(row -> last.narrow(0, row, 1)
                                .narrow(1, end(ids.get(row)), 1)
                                .squeeze(1))
                        .toList());
    }

    private static long[] flat(List<int[]> ids) {
        return ids.stream()
                .flatMapToInt(Arrays::stream)
                .mapToLong(id -> Math.max(id, 0))
                .toArray();
    }

    /** 1×1×T×T: a token looks at itself and at those before it. */
    private static Tensor causal(int length) {
        float[] mask = new float[length * length];
        for (int row = 0; row < length; row++) {
            Arrays.fill(mask, row * length + row + 1, (row + 1) * length, Float.NEGATIVE_INFINITY);
        }
        return Tensor.of(mask, 1, 1, length, length);
    }

    private int end(int[] ids) {
        int best = 0;
        for (int i = 0; i < ids.length; i++) {
            if (config.endToken() == ClipTextConfig.LARGEST) {
                best = ids[i] > ids[best] ? i : best;
            } else if (ids[i] == config.endToken()) {
                return i;
            }
        }
        return best;
    }
}
