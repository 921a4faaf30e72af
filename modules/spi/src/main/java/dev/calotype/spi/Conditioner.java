package dev.calotype.spi;

import java.util.List;

/**
 * A conditioning module loaded on a device. Owns native memory until closed; what it contributes may be used until then.
 * Every call comes from the one thread of that device.
 *
 * @param <O> the record of its family's options
 */
public interface Conditioner<O extends Record> extends AutoCloseable {
    /**
     * What it adds to a walk; asked once, before the walk begins.
     *
     * @throws IllegalArgumentException if it cannot use what it was given; says what was found and what it needs
     */
    Contribution condition(ConditionerInput input, O options);

    /**
     * What each frame of a video is told instead of the prompt, where the module reads more in a prompt than the model does,
     * such as a way along which something moves; asked before the walks begin, of a prompt that every frame would be told.
     *
     * @return a prompt for each frame; empty where the prompt itself is right for all of them
     * @since 1.1
     */
    default List<String> told(String prompt, int frames) {
        return List.of();
    }

    @Override
    void close();
}
