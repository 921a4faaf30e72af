package dev.calotype.spi;

import java.util.List;

/** Chooses the levels of a walk. Pure and safe for any thread. */
@FunctionalInterface
public interface NoiseSchedule {
    /**
     * The levels of a walk with this many intervals: {@code steps + 1} of them, most noise first, the last one the end.
     *
     * @throws IllegalArgumentException if the process has no such schedule, for example more steps than its table
     */
    List<Level> levels(int steps, NoiseProcess process);
}
