package dev.calotype.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Parameters of one thread's copy of a network: views of a flat buffer, each with a gradient of its own. */
public final class Leaves implements Weights {
    private final Map<String, Tensor> leaves;

    Leaves(Map<String, Tensor> leaves) {
        this.leaves = leaves;
    }

    @Override
    public Tensor take(String name, long... shape) {
        Tensor leaf = leaves.get(name);
        if (leaf == null || !Arrays.equals(leaf.shape(), shape)) {
            throw new TensorException("the buffer has " + (leaf == null ? "nothing" : leaf) + " for parameter '" + name
                    + "'; the network asks for " + Arrays.toString(shape));
        }
        return leaf;
    }

    @Override
    public boolean has(String name) {
        return leaves.containsKey(name);
    }

    /** All gradients in the buffer's order as one flat tensor; they are zero afterwards. */
    public Tensor takeGradients() {
        return Scope.giving(() -> {
            List<Tensor> parts = new ArrayList<>();
            List<Tensor> gradients =
                    leaves.values().stream().map(Autograd::gradient).toList();
            gradients.forEach(gradient -> parts.add(gradient.reshape(-1)));
            Tensor flat = Tensor.cat(0, parts);
            gradients.forEach(gradient -> Cells.of("zero_").tensor(gradient).call());
            return flat;
        });
    }
}
