package dev.calotype.networks;

import dev.calotype.tensor.Tensor;

/** Feature maps as sequences of tokens, one a pixel, and back. */
final class Pixels {
    private Pixels() {}

    /** N×C×H×W to N×HW×C. */
    static Tensor toTokens(Tensor map) {
        return map.reshape(map.size(0), map.size(1), -1).transpose(1, 2);
    }

    /** N×HW×C to N×C×H×W, with the height and width of {@code like}. */
    static Tensor toMap(Tensor tokens, Tensor like) {
        return tokens.transpose(1, 2).reshape(tokens.size(0), tokens.size(2), like.size(2), like.size(3));
    }
}
