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
 * @param keeping how layers keep those that they multiply by
 */
record RandomWeights(Type type, Keeping keeping) implements Weights {
    /** Packed ones. */
    RandomWeights(Type type) {
        this(type, Keeping.PACKED);
    }

    /** How layers keep weights that they multiply by. */
    enum Keeping {
        /** As they stand, which is what every program on libtorch does that knows nothing before the call. */
        UNPACKED,
        /** In the order in which their kernels read them. */
        PACKED,
        /** In a byte a value. */
        INT8
    }

    @Override
    public Tensor take(String name, long... shape) {
        Tensor weight = Scope.giving(() -> noise(name, shape).to(type));
        return keeping == Keeping.UNPACKED ? weight : weight.fixed(type);
    }

    @Override
    public Tensor factor(String name, long... shape) {
        return switch (keeping) {
            case UNPACKED, PACKED -> take(name, shape);
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
