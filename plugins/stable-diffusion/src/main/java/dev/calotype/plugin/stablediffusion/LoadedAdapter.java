package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.LearnedWord;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.LowRank;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An adapter on a device. Owns its tensors and its mapped file.
 *
 * @param changes a LoRA's, by network and weight
 * @param word a learned word, or null
 */
record LoadedAdapter(
        SafeTensors file,
        Scope scope,
        Map<AdapterPart, Map<Tensor, LowRank>> changes,
        @Nullable LearnedWord word) implements AutoCloseable {
    /**
     * Loads an adapter.
     *
     * @param parameters of the model's networks, by name
     * @throws IllegalArgumentException with every fault of the file
     */
    static LoadedAdapter load(
            Path path,
            String name,
            AdapterTargets targets,
            Map<AdapterPart, Map<String, Tensor>> parameters,
            DeviceSpec device) {
        Scope scope = Scope.detached(device);
        List<SafeTensors> opened = new ArrayList<>();
        try {
            opened.add(SafeTensors.open(path));
            return read(opened.getFirst(), scope, name, targets, parameters);
        } catch (TensorException e) {
            close(scope, opened);
            throw refused(name, List.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            close(scope, opened);
            throw e;
        }
    }

    private static LoadedAdapter read(
            SafeTensors file,
            Scope scope,
            String name,
            AdapterTargets targets,
            Map<AdapterPart, Map<String, Tensor>> parameters) {
        List<String> faults = new ArrayList<>();
        AdapterFile read = AdapterFile.read(file, name, targets, faults);
        if (!faults.isEmpty()) {
            throw refused(name, faults);
        }
        return switch (read) {
            case AdapterFile.Word(LearnedWord word) -> new LoadedAdapter(file, scope, Map.of(), word);
            case AdapterFile.Lora lora ->
                new LoadedAdapter(file, scope, scope.run(() -> changes(lora, file, parameters)), null);
        };
    }

    private static void close(Scope scope, List<SafeTensors> files) {
        scope.close();
        files.forEach(SafeTensors::close);
    }

    private static IllegalArgumentException refused(String name, List<String> faults) {
        return new IllegalArgumentException("adapter '" + name + "' cannot be used: " + String.join("; ", faults));
    }

    private static Map<AdapterPart, Map<Tensor, LowRank>> changes(
            AdapterFile.Lora lora, SafeTensors file, Map<AdapterPart, Map<String, Tensor>> parameters) {
        Map<AdapterPart, Map<Tensor, LowRank>> changes = new EnumMap<>(AdapterPart.class);
        parameters.forEach((part, byName) -> changes.put(part, lora.file().load(file, part, byName)));
        return changes;
    }

    /** The changes of one network; none where the adapter leaves it as it is. */
    Map<Tensor, LowRank> changes(AdapterPart part) {
        return changes.getOrDefault(part, Map.of());
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
