package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the few times that a consistency model was distilled on (Luo et al. 2023, arXiv:2310.04378, section 4.3): of
 * k·T/N − 1 for k = 1 … N, evenly many, from the noisiest.
 */
public final class Distilled implements ScheduleFactory<Distilled.Options> {
    /**
     * Options.
     *
     * @param times N, how many times the model was distilled on
     * @param strength the share of them, from the clean end, that is used
     * @param end where the walk ends
     */
    public record Options(int times, double strength, End end) {}

    @Override
    public String name() {
        return "distilled";
    }

    @Override
    public Options defaults() {
        return new Options(50, 1, End.CLEAN);
    }

    @Override
    public NoiseSchedule create(Options options) {
        Check.atLeastOne("times", options.times());
        int used = (int) (options.times() * Check.share("strength", options.strength()));
        return (steps, process) -> {
            Check.steps(steps, used);
            int stride = Discrete.table(process) / options.times();
            if (stride == 0) {
                throw new IllegalArgumentException("times is " + options.times() + "; the model's table has "
                        + Discrete.table(process) + " entries");
            }
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                int skipped = (int) Math.floor(i * ((double) used / steps));
                levels.add(process.atTime((used - skipped) * (double) stride - 1));
            }
            levels.add(options.end().after(levels.getLast(), process));
            return levels;
        };
    }
}
