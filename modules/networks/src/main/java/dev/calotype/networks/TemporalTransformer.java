package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A motion module: attention over the frames at each pixel (Guo et al. 2023, arXiv:2307.04725, section 4.2), a U-Net's
 * AnimateDiffTransformer3D without its sum.
 */
record TemporalTransformer(Tensor scale, Tensor shift, Linear in, List<TemporalBlock> blocks, Linear out) {
    private static final double EPSILON = 1e-6;

    static TemporalTransformer from(Weights weights, int size, int depth, MotionAdapterConfig config) {
        Weights norm = weights.at("norm");
        return new TemporalTransformer(
                norm.take("weight", size),
                norm.take("bias", size),
                Linear.from(weights.at("proj_in"), size, size),
                IntStream.range(0, depth)
                        .mapToObj(i -> TemporalBlock.from(weights.at("transformer_blocks." + i), size, config))
                        .toList(),
                Linear.from(weights.at("proj_out"), size, size));
    }

    /** What is added to features, of their shape; {@code mask} is added to attention scores and is F×F. */
    Tensor apply(BlockFeatures features, @Nullable Tensor mask) {
        Type own = in.weight().type();
        return Scope.giving(() -> {
            Tensor tokens = in.apply(tokens(features, own));
            for (TemporalBlock block : blocks) {
                tokens = block.apply(tokens, mask);
            }
            return features(out.apply(tokens), features).to(features.values().type());
        });
    }

    /** Normed over all frames of a sequence, then (S·H·W)×F×C in C order. */
    private Tensor tokens(BlockFeatures features, Type type) {
        Tensor x = features.values().to(type);
        long pixels = x.size(2) * x.size(3);
        Tensor frames = x.reshape(features.sequences(), features.frames(), x.size(1), pixels);
        Tensor normal = Ops.groupNorm(frames.transpose(1, 2).contiguous(), features.groups(), scale, shift, EPSILON);
        return normal.permute(0, 3, 2, 1)
                .contiguous()
                .reshape(features.sequences() * pixels, features.frames(), x.size(1));
    }

    private static Tensor features(Tensor tokens, BlockFeatures like) {
        Tensor x = like.values();
        return tokens.reshape(like.sequences(), x.size(2) * x.size(3), like.frames(), x.size(1))
                .permute(0, 2, 3, 1)
                .contiguous()
                .reshape(x.shape());
    }
}
