package dev.calotype.plugin.samplers;

import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;

/** Levels at even quantiles of a beta distribution in σ/α (Lee et al. 2024, arXiv:2407.12173, section 4.2). */
public final class Beta implements ScheduleFactory<Beta.Options> {
    /**
     * Options.
     *
     * @param alpha the distribution's first parameter
     * @param beta the distribution's second parameter
     * @param smallest σ/α of the last evaluation; 0 takes that of {@code ends}
     * @param largest σ/α of the start; 0 takes that of {@code ends}
     * @param ends between which levels of the process
     * @param offset added to the times of leading spacing
     * @param end where the walk ends
     * @param times how exactly the network is told the time
     */
    public record Options(
            double alpha, double beta, double smallest, double largest, Ends ends, int offset, End end, Times times) {}

    @Override
    public String name() {
        return "beta";
    }

    @Override
    public Options defaults() {
        return new Options(0.6, 0.6, 0, 0, Ends.PROCESS, 0, End.CLEAN, Times.EXACT);
    }

    @Override
    public NoiseSchedule create(Options options) {
        var distribution =
                new BetaDistribution(Check.positive("alpha", options.alpha()), Check.positive("beta", options.beta()));
        var spread = new Spread(
                options.ends(),
                options.offset(),
                options.smallest(),
                options.largest(),
                options.end(),
                options.times());
        return (steps, process) -> spread.levels(steps, process, distribution.curve());
    }
}
