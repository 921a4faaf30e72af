package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.TensorSource;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;

/**
 * Weights of an open file, in one floating type whatever the file's; a tensor that has the type already is a view of it.
 *
 * <p>What is taken belongs to the innermost open scope, and the file must stay open as long.
 *
 * @param file where the tensors lie
 * @param type what the network computes in
 */
public record FileWeights(TensorSource file, Type type) implements Weights {
    /** Weights in F32. */
    public FileWeights(TensorSource file) {
        this(file, Type.F32);
    }

    @Override
    public Tensor take(String name, long... shape) {
        if (!Arrays.equals(file.shape(name), shape)) {
            throw new TensorException("tensor '" + name + "' has shape " + Arrays.toString(file.shape(name)) + "; "
                    + Arrays.toString(shape) + " is needed");
        }
        return file.tensor(name).fixed(type);
    }

    @Override
    public boolean has(String name) {
        return file.has(name);
    }
}
