package dev.calotype.plugin.stablediffusion;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorSource;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Weights that only compare what a network asks for with a file's header, noting what is missing or has another shape. */
final class HeaderWeights implements Weights {
    private static final int MOST_FAULTS = 8;

    private final String name;
    private final TensorSource file;
    private final List<String> faults = new ArrayList<>();

    /** Compares with this open file; {@code name} is what faults call it. */
    HeaderWeights(String name, TensorSource file) {
        this.name = name;
        this.file = file;
    }

    /** The first faults, and how many more there are. */
    List<String> faults() {
        if (faults.size() <= MOST_FAULTS) {
            return List.copyOf(faults);
        }
        var first = new ArrayList<>(faults.subList(0, MOST_FAULTS));
        first.add(name + ": and " + (faults.size() - MOST_FAULTS) + " tensors more");
        return first;
    }

    @Override
    public Tensor take(String tensor, long... shape) {
        if (!has(tensor)) {
            faults.add(name + ": tensor '" + tensor + "' is missing; its shape by config.json is "
                    + Arrays.toString(shape));
        } else if (!Arrays.equals(file.shape(tensor), shape)) {
            faults.add(name + ": tensor '" + tensor + "' has shape " + Arrays.toString(file.shape(tensor))
                    + "; by config.json it needs " + Arrays.toString(shape));
        } else if (!file.type(tensor).isFloating()) {
            faults.add(
                    name + ": tensor '" + tensor + "' is " + file.type(tensor).label() + "; a floating type is needed");
        }
        return Tensor.placeholder(Type.F32, shape);
    }

    @Override
    public boolean has(String tensor) {
        return file.has(tensor);
    }
}
