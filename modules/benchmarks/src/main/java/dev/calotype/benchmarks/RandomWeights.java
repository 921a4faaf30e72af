package dev.calotype.benchmarks;

import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;

/** Weights that keep a network's numbers in range, for measuring it without a checkpoint; owned by the innermost scope. */
record RandomWeights(Type type, WeightStorage storage) implements Weights {
    @Override
    public Tensor take(String name, long... shape) {
        return Scope.giving(() -> noise(name, shape).to(type)).fixed(type);
    }

    @Override
    public Tensor factor(String name, long... shape) {
        return switch (storage) {
            case PLAIN -> take(name, shape);
            case INT8 -> Scope.giving(() -> noise(name, shape)).quantised(type);
        };
    }

    private static Tensor noise(String name, long... shape) {
        long inputs = Math.max(1, Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b));
        return Tensor.randn(name.hashCode(), shape).mul(1 / Math.sqrt((double) inputs));
    }

    @Override
    public boolean has(String name) {
        return false;
    }
}
