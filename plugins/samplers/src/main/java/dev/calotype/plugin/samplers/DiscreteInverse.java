package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of the model's own table for a walk towards noise: it is evaluated at times spaced from the clean end, in the manner of
 * {@link Discrete}, and ends at the noisiest. The levels are given from most noise to least, as of any schedule.
 */
public final class DiscreteInverse implements ScheduleFactory<DiscreteInverse.Options> {
    /**
     * Options.
     *
     * @param spacing where the times lie
     * @param offset added to every time of leading spacing
     * @param noisiest the noisiest times of the table that are left out
     */
    public record Options(Discrete.Spacing spacing, int offset, int noisiest) {}

    @Override
    public String name() {
        return "discrete-inverse";
    }

    @Override
    public Options defaults() {
        return new Options(Discrete.Spacing.LINSPACE, 0, 0);
    }

    @Override
    public NoiseSchedule create(Options options) {
        Check.atLeastZero("offset", options.offset());
        Check.atLeastZero("noisiest", options.noisiest());
        return (steps, process) -> levels(options, steps, process);
    }

    private static List<Level> levels(Options options, int steps, NoiseProcess process) {
        int table = Discrete.table(process);
        int used = table - options.noisiest();
        Check.steps(steps, used - 1);
        List<Level> levels = new ArrayList<>();
        levels.add(process.atTime(used - 1));
        for (int i = steps - 1; i >= 0; i--) {
            double time = switch (options.spacing()) {
                case LEADING -> Math.min((long) i * (used / (steps + 1)) + options.offset(), table - 1);
                case LINSPACE -> Math.rint(i * ((used - 1.0) / steps));
                case TRAILING -> Math.rint(used - (steps - 1 - i) * ((double) table / steps)) - 1;
            };
            levels.add(process.atTime(Math.max(time, 0)));
        }
        return levels;
    }
}
