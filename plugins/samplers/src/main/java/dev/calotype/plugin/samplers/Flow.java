package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
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

    /** How the levels lie between the first and the last, after the shift. */
    public enum Shape {
        /** As the shift leaves them. */
        SHIFTED,
        /** As {@link Karras} spreads ratios. */
        KARRAS,
        /** As {@link Geometric} spreads ratios. */
        EXPONENTIAL,
        /** As {@link Beta} spreads ratios. */
        BETA
    }

    /**
     * Options.
     *
     * @param shift s; 1 leaves the steps even
     * @param first σ of the start before the shift
     * @param last σ of the last evaluation before the shift; 0 spreads the steps evenly down to {@code beyond}
     * @param beyond σ before the shift where one evaluation more would lie; 0 is the clean end
     * @param most σ of the start after the shift at most
     * @param wholeTimes whether the network is told times cut to whole ones, as multistep schedulers of the reference do
     * @param at σ of every evaluation before the shift, instead of {@code first} and {@code last}; empty for those
     * @param terminal σ to which the last evaluation is stretched after the shift; 0 leaves it
     * @param shape how the levels lie between the first and the last
     * @param end where the walk ends
     */
    public record Options(
            double shift,
            double first,
            double last,
            double beyond,
            double most,
            boolean wholeTimes,
            List<Double> at,
            double terminal,
            Shape shape,
            End end) {}

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public Options defaults() {
        return new Options(1, 1, 0, 0, 1, false, List.of(), 0, Shape.SHIFTED, End.CLEAN);
    }

    @Override
    public NoiseSchedule create(Options options) {
        Check.positive("shift", options.shift());
        double first = Check.share("first", options.first());
        double last = Check.share("last", options.last());
        double beyond = Check.share("beyond", options.beyond());
        Check.share("most", options.most());
        Check.share("terminal", options.terminal());
        options.at().forEach(sigma -> Check.share("at", sigma));
        if (!(last < first && beyond < first)) {
            throw new IllegalArgumentException(
                    "last is " + last + " and beyond is " + beyond + "; they must lie below first, " + first);
        }
        return (steps, process) -> {
            var times = options.wholeTimes() ? Times.CUT : Times.EXACT;
            List<Level> levels = new ArrayList<>();
            for (double sigma : sigmas(options, Check.steps(steps, MOST))) {
                levels.add(times.of(level(sigma, process)));
            }
            levels.add(end(options, levels.getLast(), process));
            return levels;
        };
    }

    private static Level level(double sigma, NoiseProcess process) {
        Level level = process.atRatio(sigma / (1 - sigma));
        if (!Double.isFinite(level.alpha() + level.sigma())) {
            throw new IllegalArgumentException(
                    "this process has no level without any data, where the walk would begin; set first below 1");
        }
        return level;
    }

    private static Level end(Options options, Level last, NoiseProcess process) {
        return options.end() == End.CLEAN
                ? Level.clean(process.range().cleanest())
                : options.end().after(last, process);
    }

    static double[] sigmas(Options options, int steps) {
        double[] sigmas = even(options, steps);
        for (int i = 0; i < steps; i++) {
            double shifted = options.shift() * sigmas[i] / (1 + (options.shift() - 1) * sigmas[i]);
            sigmas[i] = Math.min(shifted, options.most());
        }
        if (options.terminal() > 0) {
            double stretch = (1 - options.terminal()) / (1 - sigmas[steps - 1]);
            for (int i = 0; i < steps; i++) {
                sigmas[i] = 1 - (1 - sigmas[i]) * stretch;
            }
        }
        double[] bounds = {sigmas[0], sigmas[steps - 1]};
        return switch (options.shape()) {
            case SHIFTED -> sigmas;
            case KARRAS -> Spread.ratios(steps, bounds, Karras.curve(7));
            case EXPONENTIAL -> Spread.ratios(steps, bounds, Geometric.CURVE);
            case BETA -> Spread.ratios(steps, bounds, new BetaDistribution(0.6, 0.6).curve());
        };
    }

    private static double[] even(Options options, int steps) {
        if (!options.at().isEmpty()) {
            if (options.at().size() != steps) {
                throw new IllegalArgumentException(
                        "at lists " + options.at().size() + " levels for " + steps + " steps");
            }
            return options.at().stream().mapToDouble(sigma -> sigma).toArray();
        }
        int intervals = steps - (options.last() == 0 || steps == 1 ? 0 : 1);
        double low = options.last() == 0 ? options.beyond() : options.last();
        double[] even = new double[steps];
        for (int i = 0; i < steps; i++) {
            even[i] = options.first() + (low - options.first()) * i / intervals;
        }
        return even;
    }
}
