package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.spi.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Times even from the process' noisiest to its cleanest (Song et al. 2021, arXiv:2011.13456, appendix D).
 */
public final class Even implements ScheduleFactory<Even.Options> {
    private static final int MOST = 10_000;

    /**
     * Options.
     *
     * @param end where the walk ends
     * @param open whether the cleanest time is where the walk ends, and not its last evaluation
     */
    public record Options(End end, boolean open) {}

    @Override
    public String name() {
        return "even";
    }

    @Override
    public Options defaults() {
        return new Options(End.CLEAN, false);
    }

    @Override
    public NoiseSchedule create(Options options) {
        return (steps, process) -> {
            TimeRange range = process.range();
            int intervals = Check.steps(steps, MOST) - (options.open() || steps == 1 ? 0 : 1);
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                levels.add(process.atTime(
                        range.noisiest() + (range.cleanest() - range.noisiest()) * ((double) i / intervals)));
            }
            levels.add(options.end().after(levels.getLast(), process));
            return levels;
        };
    }
}
