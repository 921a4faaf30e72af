package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** Two self-attentions over the frames, each told the positions, and a perceptron, each after a norm and added. */
record TemporalBlock(
        LayerNorm norm1,
        TemporalAttention first,
        LayerNorm norm2,
        TemporalAttention second,
        LayerNorm norm3,
        GatedPerceptron perceptron,
        FramePositions positions) {
    private static final double EPSILON = 1e-5;

    /** A block from its weights; positions that the weights do not have are the usual waves. */
    static TemporalBlock from(Weights weights, int size, MotionAdapterConfig config) {
        return new TemporalBlock(
                LayerNorm.from(weights.at("norm1"), size, EPSILON),
                TemporalAttention.from(weights.at("attn1"), size, config.heads()),
                LayerNorm.from(weights.at("norm2"), size, EPSILON),
                TemporalAttention.from(weights.at("attn2"), size, config.heads()),
                LayerNorm.from(weights.at("norm3"), size, EPSILON),
                GatedPerceptron.from(weights.at("ff.net"), size),
                FramePositions.from(weights.at("pos_embed"), size, config.mostFrames()));
    }

    /** B×F×size to the same; {@code mask} is added to the attentions' scores and is F×F. */
    Tensor apply(Tensor tokens, @Nullable Tensor mask) {
        return Scope.giving(() -> {
            Tensor places = positions.first((int) tokens.size(1), tokens.type());
            Tensor x = tokens.add(first.apply(norm1.apply(tokens).add(places), mask));
            x = x.add(second.apply(norm2.apply(x).add(places), mask));
            return x.add(perceptron.apply(norm3.apply(x)));
        });
    }
}
