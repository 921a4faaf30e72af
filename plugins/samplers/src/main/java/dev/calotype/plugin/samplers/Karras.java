package dev.calotype.plugin.samplers;

import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;

/**
 * Levels even in σ̂^(1/ρ) (Karras et al. 2022, arXiv:2206.00364, equation 5), from the process' largest σ/α to its
 * smallest, then clean.
 */
public final class Karras implements ScheduleFactory<Karras.Options> {
    /**
     * Options.
     *
     * @param rho the exponent
     * @param smallest σ/α of the last evaluation; 0 takes that of {@code ends}
     * @param largest σ/α of the start; 0 takes that of {@code ends}
     * @param ends between which levels of the process
     * @param offset added to the times of leading spacing
     * @param end where the walk ends
     * @param times how exactly the network is told the time
     * @param entries N of a table of such levels, of which n steps take every ⌊N/n⌋-th from the noisiest; 0 spreads the steps
     *     themselves
     */
    public record Options(
            double rho, double smallest, double largest, Ends ends, int offset, End end, Times times, int entries) {}

    @Override
    public String name() {
        return "karras";
    }

    @Override
    public Options defaults() {
        return new Options(7, 0, 0, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0);
    }

    @Override
    public NoiseSchedule create(Options options) {
        Spread.Curve curve = curve(Check.positive("rho", options.rho()));
        var spread = new Spread(
                options.ends(),
                options.offset(),
                options.smallest(),
                options.largest(),
                options.end(),
                options.times());
        int entries = Check.atLeastZero("entries", options.entries());
        return (steps, process) -> spread.levels(steps, process, entries == 0 ? curve : some(curve, steps, entries));
    }

    private static Spread.Curve some(Spread.Curve curve, int steps, int entries) {
        int stride = entries / Check.steps(steps, entries);
        double reached = (steps - 1.0) * stride / (entries - 1);
        return (share, high, low) -> curve.at(share * reached, high, low);
    }

    /** (high^(1/ρ) + share·(low^(1/ρ) − high^(1/ρ)))^ρ. */
    static Spread.Curve curve(double rho) {
        return (share, high, low) -> {
            double from = Math.pow(high, 1 / rho);
            return Math.pow(from + share * (Math.pow(low, 1 / rho) - from), rho);
        };
    }
}
