package dev.calotype.networks;

import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;

/**
 * Weights of an open file, in F32 whatever the file's type; F32 tensors are views of it.
 *
 * <p>What is taken belongs to the innermost open scope, and the file must stay open as long.
 */
public record FileWeights(SafeTensors file) implements Weights {
    @Override
    public Tensor take(String name, long... shape) {
        if (!Arrays.equals(file.shape(name), shape)) {
            throw new TensorException("tensor '" + name + "' has shape " + Arrays.toString(file.shape(name)) + "; "
                    + Arrays.toString(shape) + " is needed");
        }
        return file.parameter(name, Type.F32);
    }

    @Override
    public boolean has(String name) {
        return file.names().contains(name);
    }
}
