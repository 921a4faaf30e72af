package dev.calotype.spi;

import java.nio.file.Path;

/**
 * A family of conditioning modules: how one directory layout is recognised, described and loaded. Safe for any thread.
 *
 * <p>A job's options are read onto the defaults as a {@link SamplerFactory}'s are.
 *
 * @param <O> the record of options
 */
public interface ConditionerFamily<O extends Record> {
    /** The family's name, such as {@code controlnet}. */
    String name();

    /** Whether the directory holds a module of this family, by its configuration alone. */
    boolean recognises(Path directory);

    /**
     * Reads and checks the configuration and the headers of the weights, without loading them.
     *
     * @throws ModelRefused with every fault found
     */
    ConditionerTraits describe(Path directory);

    /** The options where a job says nothing. */
    O defaults();

    /** Bytes that the weights of a loaded module take in this precision; 0 where the family cannot tell. */
    long bytes(Path directory, Precision precision);

    /**
     * Loads the module onto a device, on the thread that will use it.
     *
     * @return a module that the caller closes on the same thread
     * @throws ModelRefused with every fault found
     */
    Conditioner<O> load(Path directory, DeviceSpec device, Precision precision);
}
