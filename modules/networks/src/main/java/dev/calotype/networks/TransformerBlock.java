package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Attention among the tokens or, if only the context counts, to it, attention to the context, and a perceptron, each normed
 * before and added after.
 */
record TransformerBlock(
        LayerNorm norm1,
        Attention self,
        LayerNorm norm2,
        Attention cross,
        LayerNorm norm3,
        GatedPerceptron perceptron,
        boolean onlyContext) {
    private static final double EPSILON = 1e-5;

    /** A block from its weights; {@code onlyContext} makes its first attention one to the context, too. */
    static TransformerBlock from(Weights weights, int size, int contextSize, int heads, boolean onlyContext) {
        return new TransformerBlock(
                LayerNorm.from(weights.at("norm1"), size, EPSILON),
                Attention.from(weights.at("attn1"), size, onlyContext ? contextSize : size, heads),
                LayerNorm.from(weights.at("norm2"), size, EPSILON),
                Attention.from(weights.at("attn2"), size, contextSize, heads),
                LayerNorm.from(weights.at("norm3"), size, EPSILON),
                GatedPerceptron.from(weights.at("ff.net"), size),
                onlyContext);
    }

    /** N×T×size to N×T×size; the context is N×C×contextSize, or null for the tokens themselves. */
    Tensor apply(Tensor tokens, @Nullable Tensor context, @Nullable Tensor mask) {
        return Scope.giving(() -> sum(tokens, context, mask));
    }

    private Tensor sum(Tensor tokens, @Nullable Tensor context, @Nullable Tensor mask) {
        Tensor normal = norm1.apply(tokens);
        Tensor x = tokens.add(
                onlyContext && context != null ? self.apply(normal, context, mask) : self.apply(normal, normal, null));
        Tensor asking = norm2.apply(x);
        x = x.add(cross.apply(asking, context == null ? asking : context, mask));
        return x.add(perceptron.apply(norm3.apply(x)));
    }
}
