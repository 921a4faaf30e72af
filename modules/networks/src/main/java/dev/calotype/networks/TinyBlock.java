package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** Three convolutions with activations between, added to the input, and what is below zero cut off. */
record TinyBlock(Conv2d first, Conv2d second, Conv2d third, Activation activation) {
    static TinyBlock from(Weights weights, int channels, Activation activation) {
        return new TinyBlock(
                Conv2d.from(weights.at("conv.0"), channels, channels, 3, 1, 1),
                Conv2d.from(weights.at("conv.2"), channels, channels, 3, 1, 1),
                Conv2d.from(weights.at("conv.4"), channels, channels, 3, 1, 1),
                activation);
    }

    /** N×channels×H×W to the same. */
    Tensor apply(Tensor x) {
        return Scope.giving(() -> {
            Tensor h = activation.apply(first.apply(x));
            h = activation.apply(second.apply(h));
            return Ops.relu(third.apply(h).add(x));
        });
    }
}
