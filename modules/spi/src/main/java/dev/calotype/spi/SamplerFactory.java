package dev.calotype.spi;

/**
 * A sampler by name, with its options as a record.
 *
 * <p>A job's options are read onto the defaults by component name, so the record is the schema: components of type
 * {@code double}, {@code int}, {@code boolean}, {@code String}, {@code List<Double>} or an enum.
 *
 * @param <O> the record of options
 */
public interface SamplerFactory<O extends Record> {
    /** The name jobs use, in lower case. */
    String name();

    /** The options where a job says nothing. */
    O defaults();

    /** What it is with these options, which are in range. */
    About about(O options);

    /**
     * Makes the sampler.
     *
     * @throws IllegalArgumentException if an option is out of range; the message names the option, what was found and
     *     what is allowed
     */
    Sampler create(O options);
}
