package dev.calotype.networks;

import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.TensorSource;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;

/**
 * Weights of an open file, in one floating type whatever the file's; a tensor that has the type already is a view of it. What
 * layers multiply by may be kept in whole numbers instead, and still counts as of that type.
 *
 * <p>What is taken belongs to the innermost open scope, and the file must stay open as long.
 *
 * @param file where the tensors lie
 * @param type what the network computes in
 * @param storage how it keeps what its layers multiply by
 */
public record FileWeights(TensorSource file, Type type, WeightStorage storage) implements Weights {
    /** Weights in F32. */
    public FileWeights(TensorSource file) {
        this(file, Type.F32);
    }

    /** Weights in a type, kept in it. */
    public FileWeights(TensorSource file, Type type) {
        this(file, type, WeightStorage.PLAIN);
    }

    @Override
    public Tensor take(String name, long... shape) {
        return read(name, shape).fixed(type);
    }

    @Override
    public Tensor factor(String name, long... shape) {
        return switch (storage) {
            case PLAIN -> take(name, shape);
            case INT8 -> quantised(name, read(name, shape));
        };
    }

    private Tensor quantised(String name, Tensor read) {
        try {
            return read.quantised(type);
        } catch (TensorException e) {
            throw new TensorException("tensor '" + name + "' cannot be kept in int8: " + e.getMessage(), e);
        }
    }

    private Tensor read(String name, long... shape) {
        if (!Arrays.equals(file.shape(name), shape)) {
            throw new TensorException("tensor '" + name + "' has shape " + Arrays.toString(file.shape(name)) + "; "
                    + Arrays.toString(shape) + " is needed");
        }
        return file.tensor(name);
    }

    @Override
    public boolean has(String name) {
        return file.has(name);
    }
}
