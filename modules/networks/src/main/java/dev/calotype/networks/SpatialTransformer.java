package dev.calotype.networks;

import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Transformer blocks over the pixels of a feature map, added to it (Rombach et al. 2022, arXiv:2112.10752, section 3.3).
 */
record SpatialTransformer(GroupNorm norm, Projection in, List<TransformerBlock> blocks, Projection out)
        implements ContextAttention {
    private static final double EPSILON = 1e-6;

    static SpatialTransformer from(Weights weights, UNetLevel level, int depth, boolean onlyContext, BlockStyle style) {
        int size = level.channels();
        return new SpatialTransformer(
                GroupNorm.from(weights.at("norm"), size, style.groups(), EPSILON),
                Projection.from(weights.at("proj_in"), size, style),
                IntStream.range(0, depth)
                        .mapToObj(i -> TransformerBlock.from(
                                weights.at("transformer_blocks." + i),
                                size,
                                level.contextSize(),
                                level.heads(),
                                onlyContext))
                        .toList(),
                Projection.from(weights.at("proj_out"), size, style));
    }

    @Override
    public Tensor apply(Tensor x, UNetSignals signals) {
        return Scope.giving(() -> sum(x, signals));
    }

    private Tensor sum(Tensor x, UNetSignals signals) {
        Tensor tokens = in.apply(Pixels.toTokens(norm.apply(x)));
        for (TransformerBlock block : blocks) {
            tokens = block.apply(tokens, signals.context(), signals.mask());
        }
        return x.add(Pixels.toMap(out.apply(tokens), x));
    }
}
