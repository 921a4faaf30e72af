package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** Attention of a feature map to itself and to the context, added to the map. */
sealed interface ContextAttention permits SpatialTransformer, AddedAttention {
    /** N×C×H×W to the same. */
    Tensor apply(Tensor x, UNetSignals signals);

    /** The attention of a level of this kind, with so many transformer blocks where it has any. */
    static ContextAttention from(Weights weights, UNetLevel level, LevelKind kind, int depth, UNetConfig config) {
        return kind == LevelKind.ADDED
                ? AddedAttention.from(weights, level, level.onlyContext(), config)
                : SpatialTransformer.from(weights, level, depth, level.onlyContext(), config.style());
    }
}
