package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import java.util.List;

/**
 * Where a step arrives, which need not be where the network is evaluated next: some schedulers of the reference step down by
 * a whole number of table entries, and then evaluate at the next time of a list that is not so even.
 */
public enum Arrival {
    /** At the next level, as it should be. */
    NEXT,
    /**
     * ⌊T/n⌋ entries below, for a table of T and a schedule of n steps with trailing or linspace spacing; with leading
     * spacing that is the next level.
     */
    EVEN,
    /** One entry below. */
    ONE;

    /** Where the step from level {@code i} arrives: the last level where the table ends before. */
    Level after(int i, List<Level> levels, NoiseProcess process) {
        if (this == NEXT) {
            return levels.get(i + 1);
        }
        int table = process.range().trainingSteps();
        if (table == 0) {
            throw new IllegalArgumentException(
                    "arrival is " + this + ", which counts a table's entries; this model has none, use " + NEXT);
        }
        double time = levels.get(i).time() - (this == ONE ? 1 : table / steps(levels, table));
        return time < process.range().cleanest() ? levels.getLast() : process.atTime(time);
    }

    /** How many steps the whole schedule had, of which these levels may be the end: its first time tells. */
    private static int steps(List<Level> levels, int table) {
        int left = levels.size() - 1;
        double first = levels.getFirst().time();
        boolean reachesZero = first > 0 && levels.get(left - 1).time() == 0;
        double steps = reachesZero ? 1 + (left - 1) * (table - 1.0) / first : left * table / (first + 1);
        return (int) Math.rint(steps);
    }
}
