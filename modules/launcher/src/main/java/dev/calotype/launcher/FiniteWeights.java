package dev.calotype.launcher;

import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds weights that are infinite or no number, with which a network answers nothing of use. */
final class FiniteWeights {
    private static final int SHOWN = 8;

    private FiniteWeights() {}

    /**
     * The tensors of a file that have such values, one sentence each.
     *
     * @param name what faults call the file
     * @param file a safetensors file; one that cannot be read has no faults here, as nobody loads it
     */
    static List<String> faults(String name, Path file) {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            Map<String, Long> found = tensors.nonFinite();
            var faults = new ArrayList<String>();
            found.forEach((tensor, count) -> faults.add(name + ": tensor '" + tensor + "' has " + count
                    + " values that are infinite or no number; get the file again from where it comes from"));
            if (faults.size() <= SHOWN) {
                return faults;
            }
            List<String> shown = new ArrayList<>(faults.subList(0, SHOWN));
            shown.add(name + ": and " + (faults.size() - SHOWN) + " tensors more");
            return shown;
        } catch (TensorException e) {
            return List.of();
        }
    }
}
