package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * CLIP's picture encoder with the map into the space that it shares with texts (Radford et al. 2021, arXiv:2103.00020,
 * sections 2.3 and 2.4; Dosovitskiy et al. 2020, arXiv:2010.11929, equation 1): CLIPVisionModelWithProjection, with its
 * weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class ClipVisionModel {
    private final ClipVisionConfig config;
    private final Tensor whole;
    private final Conv2d patches;
    private final Tensor positions;
    private final LayerNorm before;
    private final List<ClipBlock> blocks;
    private final LayerNorm after;
    private final Linear projection;

    /**
     * What the encoder says of N pictures of T tokens.
     *
     * @param hidden the normed embeddings and then the state after each block, N×T×size
     * @param projected the pictures as vectors, N×projection
     */
    public record States(List<Tensor> hidden, Tensor projected) {
        /** Copies the list. */
        public States {
            hidden = List.copyOf(hidden);
        }

        /** The state before the last block, which adapters of all patches read. */
        public Tensor penultimate() {
            return hidden.get(hidden.size() - 2);
        }
    }

    /** An encoder from its weights. */
    public ClipVisionModel(ClipVisionConfig config, Weights weights) {
        this.config = config;
        Weights model = weights.at("vision_model");
        Weights embeddings = model.at("embeddings");
        whole = embeddings.take("class_embedding", config.size());
        patches = Conv2d.withoutBias(
                embeddings.at("patch_embedding"), config.channels(), config.size(), config.patch(), config.patch(), 0);
        positions = embeddings.take("position_embedding.weight", config.tokens(), config.size());
        // The published name has lacked this letter from the beginning.
        before = LayerNorm.from(model.at("pre_layrnorm"), config.size(), config.epsilon());
        blocks = IntStream.range(0, config.layers())
                .mapToObj(i -> ClipBlock.from(model.at("encoder.layers." + i), config.block()))
                .toList();
        after = LayerNorm.from(model.at("post_layernorm"), config.size(), config.epsilon());
        projection = Linear.withoutBias(weights.at("visual_projection"), config.size(), config.projection());
    }

    /** The configuration it was built from. */
    public ClipVisionConfig config() {
        return config;
    }

    /** Encodes N×3×S×S normalised pictures ({@link ClipPixels}) of {@code config().imageSize()}. */
    public States apply(Tensor pixels) {
        Tensor patched = Pixels.toTokens(patches.apply(pixels.to(whole.type())));
        Tensor first = whole.reshape(1, 1, config.size()).expand(pixels.size(0), 1, config.size());
        Tensor x = before.apply(Tensor.cat(1, List.of(first, patched)).add(positions));
        var hidden = new ArrayList<Tensor>();
        hidden.add(x);
        for (ClipBlock block : blocks) {
            x = block.apply(x, null);
            hidden.add(x);
        }
        return new States(hidden, projection.apply(after.apply(x.select(1, 0))));
    }
}
