package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.NamedParameters;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Opens the networks of a model on a device, and remembers the parameters that adapters may change. Owns the files and the
 * tensors until closed. For the device's thread.
 */
final class Opening implements AutoCloseable {
    private final Scope scope;
    private final WeightStorage storage;
    private final List<ComponentFile> files = new ArrayList<>();
    private final Map<AdapterPart, Map<String, Tensor>> parameters = new EnumMap<>(AdapterPart.class);

    /**
     * Opens nothing yet.
     *
     * @param storage how the networks that adapters may change keep what their layers multiply by
     */
    Opening(DeviceSpec device, WeightStorage storage) {
        scope = Scope.detached(device);
        this.storage = storage;
    }

    /** The device. */
    DeviceSpec device() {
        return scope.device();
    }

    /** Opens a network that adapters leave as it is, in F32 and plain. */
    <N> N open(Path file, Function<Weights, N> build) {
        return open(file, Type.F32, WeightStorage.PLAIN, build::apply);
    }

    /** Opens a network that adapters may change. */
    <N> N open(AdapterPart part, Path file, Type type, Function<Weights, N> build) {
        return open(file, type, storage, weights -> {
            parameters.put(part, weights.taken());
            return build.apply(weights);
        });
    }

    /** The parameters that adapters may change, of each network that was opened, by name. */
    Map<AdapterPart, Map<String, Tensor>> parameters() {
        return parameters;
    }

    private <N> N open(Path file, Type type, WeightStorage kept, Function<NamedParameters, N> build) {
        ComponentFile opened = ComponentFile.open(file);
        files.add(opened);
        return scope.run(() -> build.apply(new NamedParameters(new FileWeights(opened, type, kept))));
    }

    @Override
    public void close() {
        scope.close();
        files.forEach(ComponentFile::close);
    }
}
