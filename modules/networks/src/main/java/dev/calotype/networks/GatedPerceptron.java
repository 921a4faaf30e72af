package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** A perceptron whose hidden layer is gated by the GELU of its other half (Shazeer 2020, arXiv:2002.05202, GEGLU). */
record GatedPerceptron(Linear inner, Linear outer) {
    private static final int WIDENING = 4;

    static GatedPerceptron from(Weights weights, int size) {
        int hidden = WIDENING * size;
        return new GatedPerceptron(
                Linear.from(weights.at("0.proj"), size, 2 * hidden), Linear.from(weights.at("2"), hidden, size));
    }

    /** …×size to the same. */
    Tensor apply(Tensor x) {
        Tensor both = inner.apply(x);
        long hidden = both.size(-1) / 2;
        Tensor gate = Ops.gelu(both.narrow(-1, hidden, hidden));
        return outer.apply(both.narrow(-1, 0, hidden).mul(gate));
    }
}
