package dev.calotype.spi;

import java.nio.file.Path;
import java.util.List;

/** A family of models: how one directory layout is recognised, described and loaded. Safe for any thread. */
public interface ModelFamily {
    /** The family's name, such as {@code stable-diffusion}. */
    String name();

    /** Whether the directory holds a model of this family, by its index alone. */
    boolean recognises(Path directory);

    /**
     * Reads and checks the configuration and the headers of the weights, without loading them.
     *
     * @throws ModelRefused with every fault found
     */
    ModelTraits describe(Path directory);

    /**
     * Loads the model onto a device, on the thread that will use it.
     *
     * @return a model that the caller closes on the same thread
     * @throws ModelRefused with every fault found
     */
    Model load(Path directory, DeviceSpec device);

    /**
     * Loads the model onto a device, to compute in this precision. A family that does not choose computes in 32 bits.
     *
     * @return a model that the caller closes on the same thread
     * @throws ModelRefused with every fault found
     */
    default Model load(Path directory, DeviceSpec device, Precision precision) {
        return load(directory, device);
    }

    /**
     * Loads the model onto a device, to compute in this precision with weights kept so. A family that does not choose keeps
     * them plain.
     *
     * @return a model that the caller closes on the same thread
     * @throws ModelRefused with every fault found
     */
    default Model load(Path directory, DeviceSpec device, Precision precision, WeightStorage storage) {
        return load(directory, device, precision);
    }

    /**
     * What a directory's configurations say that this family does not know and ignores, one sentence each with the field's
     * name.
     *
     * @throws ModelRefused with every fault found
     */
    default List<String> warnings(Path directory) {
        return List.of();
    }

    /** Bytes that the weights of a loaded model take in this precision; 0 where the family cannot tell. */
    default long bytes(Path directory, Precision precision) {
        return 0;
    }

    /** The same of a model with weights kept so, as {@link #load(Path, DeviceSpec, Precision, WeightStorage)} keeps them. */
    default long bytes(Path directory, Precision precision, WeightStorage storage) {
        return bytes(directory, precision);
    }
}
