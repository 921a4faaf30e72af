package dev.calotype.spi;

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

    @Override
    void close();
}
