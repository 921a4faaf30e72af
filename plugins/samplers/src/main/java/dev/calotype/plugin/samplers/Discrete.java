package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.spi.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of the model's own table (the three spacings of Lin et al. 2023, arXiv:2305.08891, table 2).
 *
 * <p>Times are multiples of T/n counted from the clean end (leading), from the noisy end (trailing), or spread over both
 * (linspace).
 */
public final class Discrete implements ScheduleFactory<Discrete.Options> {
    /** Where the times lie. */
    public enum Spacing {
        /** From the clean end in steps of ⌊T/n⌋. */
        LEADING,
        /** Evenly from the first to the last entry. */
        LINSPACE,
        /** From the noisy end in steps of T/n. */
        TRAILING
    }

    /**
     * Options.
     *
     * @param spacing where the times lie
     * @param offset added to every time of leading spacing
     * @param end where the walk ends
     * @param spare whether one time more is spread and the last left out, as multistep solvers of the reference do
     * @param round whether times of linspace spacing are whole
     * @param noisiest the noisiest times of the table that are left out
     */
    public record Options(Spacing spacing, int offset, End end, boolean spare, boolean round, int noisiest) {}

    @Override
    public String name() {
        return "discrete";
    }

    @Override
    public Options defaults() {
        return new Options(Spacing.TRAILING, 0, End.CLEAN, false, false, 0);
    }

    @Override
    public NoiseSchedule create(Options options) {
        Check.atLeastZero("offset", options.offset());
        Check.atLeastZero("noisiest", options.noisiest());
        return (steps, process) -> {
            int table = table(process);
            int most = table - options.noisiest() - (options.spare() ? 1 : 0);
            List<Level> levels = new ArrayList<>();
            for (double time : times(options, Check.steps(steps, most), table)) {
                levels.add(process.atTime(time));
            }
            levels.add(options.end().after(levels.getLast(), process));
            return levels;
        };
    }

    /** How many entries the model's table has. */
    static int table(NoiseProcess process) {
        TimeRange range = process.range();
        if (!range.isDiscrete()) {
            throw new IllegalArgumentException(
                    "schedule 'discrete' needs a model with a table of levels; this one is continuous, use 'flow'");
        }
        return range.trainingSteps();
    }

    static double[] times(Options options, int steps, int table) {
        int used = table - options.noisiest();
        int spread = options.spare() ? steps + 1 : steps;
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = switch (options.spacing()) {
                case LEADING -> Math.min((long) (spread - 1 - i) * (used / spread) + options.offset(), table - 1);
                case TRAILING -> Math.max(Math.rint(used - i * ((double) table / steps)) - 1, 0);
                case LINSPACE -> linspace(options, i, spread, used);
            };
        }
        return times;
    }

    private static double linspace(Options options, int i, int spread, int used) {
        double time = spread == 1 ? 0 : (spread - 1 - i) * ((used - 1.0) / (spread - 1));
        return options.round() ? Math.rint(time) : time;
    }
}
