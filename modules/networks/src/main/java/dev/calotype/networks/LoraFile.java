package dev.calotype.networks;

import dev.calotype.tensor.LowRank;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA (Hu et al. 2022, arXiv:2106.09685) whose tensors were matched with a model's layers by the file's header.
 *
 * @param changes one a layer
 */
public record LoraFile(List<Change> changes) {
    /**
     * One layer's change, by the names of its tensors in the file.
     *
     * @param part the network
     * @param parameter the weight that changes
     * @param down rank×in
     * @param up out×rank
     * @param alpha the scalar α, or null where the product counts as it is
     */
    record Change(
            AdapterPart part,
            String parameter,
            String down,
            String up,
            @Nullable String alpha) {}

    /** Copies the changes. */
    public LoraFile {
        changes = List.copyOf(changes);
    }

    /** Whether a file of tensors with these names is a LoRA. */
    public static boolean recognises(SafeTensors file) {
        return file.names().stream().anyMatch(name -> LoraKey.read(name).isPresent());
    }

    /**
     * Matches an open file with a model's layers.
     *
     * @param layers the layers of every network that the model has
     * @param faults where to say, with both shapes, what does not fit
     */
    public static LoraFile read(SafeTensors file, Map<AdapterPart, LayerNames> layers, List<String> faults) {
        return new LoraFile(new LoraReading(file, layers, faults).read());
    }

    /**
     * Loads the changes of one network into the innermost open scope, in the types of the weights they belong to; the file must stay open as long.
     *
     * @param weights the network's parameters by name
     * @return the changes by the weight they belong to
     * @throws TensorException if a value is not finite
     */
    public Map<Tensor, LowRank> load(SafeTensors file, AdapterPart part, Map<String, Tensor> weights) {
        PeftAlphas alphas = PeftAlphas.of(file);
        Map<Tensor, LowRank> loaded = new HashMap<>();
        for (Change change : changes) {
            Tensor weight = weights.get(change.parameter());
            if (change.part() == part && weight != null) {
                loaded.put(weight, load(file, change, alphas, weight.type()));
            }
        }
        return loaded;
    }

    private static LowRank load(SafeTensors file, Change change, PeftAlphas alphas, Type type) {
        Tensor down = Scope.giving(() -> finite(file, change.down()).to(type));
        int rank = Math.toIntExact(down.size(0));
        double scale = change.alpha() == null
                ? alphas.scale(change.part(), change.parameter(), rank)
                : (double) finite(file, change.alpha()).item() / rank;
        Tensor up = Scope.giving(() -> {
            Tensor factor = finite(file, change.up());
            return (scale == 1 ? factor : factor.mul(scale)).to(type);
        });
        return new LowRank(down, up);
    }

    private static Tensor finite(SafeTensors file, String name) {
        return Scope.giving(() -> {
            Tensor values = file.tensor(name).to(Type.F32);
            if (!Float.isFinite(values.sum().item())) {
                throw new TensorException("tensor '" + name + "' has values that are not finite");
            }
            return values;
        });
    }
}
