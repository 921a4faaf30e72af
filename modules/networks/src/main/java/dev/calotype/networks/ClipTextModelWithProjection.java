package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;

/**
 * CLIP's text encoder with the map into the space that it shares with pictures (Radford et al. 2021, arXiv:2103.00020,
 * section 2.3): CLIPTextModelWithProjection, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class ClipTextModelWithProjection {
    private final ClipTextModel text;
    private final Linear projection;

    /** An encoder from its weights. */
    public ClipTextModelWithProjection(ClipTextConfig config, Weights weights) {
        text = new ClipTextModel(config, weights);
        projection = Linear.withoutBias(weights.at("text_projection"), config.size(), config.projection());
    }

    /** The encoder without the projection. */
    public ClipTextModel text() {
        return text;
    }

    /** Encodes texts of equal length; see {@link ClipTextModel#apply}. */
    public ClipTextModel.States apply(List<int[]> ids) {
        return text.apply(ids);
    }

    /** The texts as vectors, N×projection, from what {@link #apply} gave. */
    public Tensor project(ClipTextModel.States states) {
        return projection.apply(states.pooled());
    }
}
