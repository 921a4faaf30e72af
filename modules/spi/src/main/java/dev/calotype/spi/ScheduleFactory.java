package dev.calotype.spi;

/**
 * A noise schedule by name, with its options as a record (see {@link SamplerFactory}).
 *
 * @param <O> the record of options
 */
public interface ScheduleFactory<O extends Record> {
    /** The name jobs use, in lower case. */
    String name();

    /** The options where a job says nothing. */
    O defaults();

    /**
     * Makes the schedule.
     *
     * @throws IllegalArgumentException if an option is out of range; the message names the option, what was found and
     *     what is allowed
     */
    NoiseSchedule create(O options);
}
