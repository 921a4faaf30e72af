package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Levels even in ln σ̂, and so in λ (Lu et al. 2022, arXiv:2206.00927, section 3.4): the geometric levels of
 * variance-exploding models (Song et al. 2021, arXiv:2011.13456, equation 30).
 */
public final class Geometric implements ScheduleFactory<Geometric.Options> {
    /** (ln σ̂ falls evenly.) */
    static final Spread.Curve CURVE =
            (share, high, low) -> Math.exp(Math.log(high) + share * (Math.log(low) - Math.log(high)));

    /**
     * Options.
     *
     * @param smallest σ/α of the last evaluation; 0 takes that of {@code ends}
     * @param largest σ/α of the start; 0 takes that of {@code ends}
     * @param ends between which levels of the process
     * @param offset added to the times of leading spacing
     * @param end where the walk ends
     * @param times how exactly the network is told the time
     * @param spacedTimes whether the network is told the times of the spacing that {@code ends} names, whatever the levels,
     *     and the levels are spread over the whole process with the walk's end as the last of them, as the reference's
     *     Euler does with interpolation "log_linear"
     */
    public record Options(
            double smallest, double largest, Ends ends, int offset, End end, Times times, boolean spacedTimes) {}

    @Override
    public String name() {
        return "exponential";
    }

    @Override
    public Options defaults() {
        return new Options(0, 0, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, false);
    }

    @Override
    public NoiseSchedule create(Options options) {
        var spread = new Spread(
                options.spacedTimes() ? Ends.PROCESS : options.ends(),
                options.offset(),
                options.smallest(),
                options.largest(),
                options.end(),
                options.times());
        return options.spacedTimes()
                ? (steps, process) -> spaced(spread, options, steps, process)
                : (steps, process) -> spread.levels(steps, process, CURVE);
    }

    private static List<Level> spaced(Spread spread, Options options, int steps, NoiseProcess process) {
        double[] times = options.ends().times(options.offset(), steps, Discrete.table(process));
        double[] ratios = Spread.ratios(steps + 1, spread.bounds(steps, process), CURVE);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            Level level = process.atRatio(ratios[i]);
            levels.add(i == steps ? level : new Level(level.alpha(), level.sigma(), times[i]));
        }
        return levels;
    }
}
