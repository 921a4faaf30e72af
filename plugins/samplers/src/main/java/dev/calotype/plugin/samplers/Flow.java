package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Even steps in σ of the straight path, shifted towards noise: σ' = sσ/(1 + (s − 1)σ) (Esser et al. 2024,
 * arXiv:2403.03206, equation 23).
 */
public final class Flow implements ScheduleFactory<Flow.Options> {
    private static final int MOST = 10_000;

    /**
     * Options.
     *
     * @param shift s; 1 leaves the steps even
     * @param first σ of the start before the shift
     * @param last σ of the last evaluation before the shift; 0 spreads the steps evenly down to the clean end
     * @param wholeTimes whether the network is told times cut to whole ones, as multistep schedulers of the reference do
     */
    public record Options(double shift, double first, double last, boolean wholeTimes) {}

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public Options defaults() {
        return new Options(1, 1, 0, false);
    }

    @Override
    public NoiseSchedule create(Options options) {
        double shift = Check.positive("shift", options.shift());
        double first = Check.share("first", options.first());
        double last = Check.share("last", options.last());
        if (!(last < first)) {
            throw new IllegalArgumentException("last is " + last + "; it must lie below first, " + first);
        }
        return (steps, process) -> {
            int intervals = Check.steps(steps, MOST) - (last == 0 || steps == 1 ? 0 : 1);
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                double even = first + (last - first) * i / intervals;
                double sigma = shift * even / (1 + (shift - 1) * even);
                Level level = process.atRatio(sigma / (1 - sigma));
                double time = options.wholeTimes() ? Math.floor(level.time()) : level.time();
                levels.add(new Level(level.alpha(), level.sigma(), time));
            }
            levels.add(Level.clean(process.range().cleanest()));
            return levels;
        };
    }
}
