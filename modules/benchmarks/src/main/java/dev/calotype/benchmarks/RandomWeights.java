package dev.calotype.benchmarks;

import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;

/**
 * Weights that keep a network's numbers in range, for measuring it without a checkpoint; owned by the innermost scope.
 *
 * @param type of the weights
 * @param fixed whether layers may pack them for their kernels
 */
record RandomWeights(Type type, boolean fixed) implements Weights {
    @Override
    public Tensor take(String name, long... shape) {
        long inputs = Math.max(1, Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b));
        Tensor weight = Scope.giving(() -> Tensor.randn(name.hashCode(), shape)
                .mul(1 / Math.sqrt((double) inputs))
                .to(type));
        return fixed ? weight.fixed(type) : weight;
    }

    @Override
    public boolean has(String name) {
        return false;
    }
}
