package dev.calotype.training;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.Map;

/** Weights that are at hand by name. */
record GivenWeights(Map<String, Tensor> tensors) implements Weights {
    @Override
    public Tensor take(String name, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("parameter '" + name + "' is not there");
        }
        return tensor;
    }

    @Override
    public boolean has(String name) {
        return tensors.containsKey(name);
    }
}
