package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Levels even in σ̂^(1/ρ) (Karras et al. 2022, arXiv:2206.00364, equation 5), from the process' largest σ/α to its
 * smallest, then clean.
 */
public final class Karras implements ScheduleFactory<Karras.Options> {
    private static final int MOST = 10_000;

    /**
     * Options.
     *
     * @param rho the exponent
     * @param smallest σ/α before the clean end; 0 takes the process' own
     * @param largest σ/α at the start; 0 takes the process' own
     * @param roundTimes whether the network is told whole times, as some schedulers of the reference do
     */
    public record Options(double rho, double smallest, double largest, boolean roundTimes) {}

    @Override
    public String name() {
        return "karras";
    }

    @Override
    public Options defaults() {
        return new Options(7, 0, 0, false);
    }

    @Override
    public NoiseSchedule create(Options options) {
        double rho = Check.positive("rho", options.rho());
        double smallest = Check.atLeastZero("smallest", options.smallest());
        double largest = Check.atLeastZero("largest", options.largest());
        return (steps, process) -> {
            int count = Check.steps(steps, MOST);
            double cleanest = process.atTime(process.range().cleanest()).ratio();
            double noisiest = process.atTime(process.range().noisiest()).ratio();
            double low = Math.pow(smallest > 0 ? smallest : cleanest, 1 / rho);
            double high = Math.pow(largest > 0 ? largest : noisiest, 1 / rho);
            if (!(low > 0 && high < Double.POSITIVE_INFINITY && low < high)) {
                throw new IllegalArgumentException(
                        "karras needs 0 < smallest < largest < ∞ in σ/α; this model's process runs" + " from "
                                + noisiest + " to " + cleanest + ", so give both");
            }
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double share = count == 1 ? 0 : (double) i / (count - 1);
                Level level = process.atRatio(Math.pow(high + share * (low - high), rho));
                double time = options.roundTimes() ? Math.rint(level.time()) : level.time();
                levels.add(new Level(level.alpha(), level.sigma(), time));
            }
            levels.add(Level.clean(process.range().cleanest()));
            return levels;
        };
    }
}
