package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** How an IP-Adapter makes tokens of what CLIP's encoder says of pictures (Ye et al. 2023, arXiv:2308.06721, section 3.2). */
sealed interface ImageProjection permits ImageProjection.Basic, ImageProjection.Full, ImageResampler {
    /** N×pictureSize, or N×patches×pictureSize, to N×T×contextSize. */
    Tensor apply(Tensor pictures);

    /** One map of the projected picture to all tokens, normed. */
    record Basic(Linear map, LayerNorm norm, int tokens) implements ImageProjection {
        @Override
        public Tensor apply(Tensor pictures) {
            return norm.apply(map.apply(pictures).reshape(pictures.size(0), tokens, -1));
        }
    }

    /** A perceptron for each patch, normed. */
    record Full(Linear inner, Linear outer, LayerNorm norm) implements ImageProjection {
        @Override
        public Tensor apply(Tensor pictures) {
            return norm.apply(outer.apply(Ops.gelu(inner.apply(pictures))));
        }
    }

    /** A projection from weights below {@code image_proj}. */
    static ImageProjection from(Weights weights, ImageAdapterShape shape) {
        int in = shape.pictureSize();
        int out = shape.contextSize();
        return switch (shape.kind()) {
            case BASIC ->
                new Basic(
                        Linear.from(weights.at("proj"), in, shape.tokens() * out),
                        norm(weights.at("norm"), out),
                        shape.tokens());
            case FULL ->
                new Full(
                        Linear.from(weights.at("proj.0"), in, in),
                        Linear.from(weights.at("proj.2"), in, out),
                        norm(weights.at("proj.3"), out));
            case PLUS -> ImageResampler.from(weights, shape);
        };
    }

    private static LayerNorm norm(Weights weights, int size) {
        return LayerNorm.from(weights, size, ImageResampler.EPSILON);
    }
}
