package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * With u falling evenly from 1, σ = sin²(πu/2) of a variance-preserving path, then clean: dense at both ends, as k-diffusion's
 * "crash" schedule is. The first level has no signal.
 */
public final class Sine implements ScheduleFactory<NoOptions> {
    private static final int MOST = 10_000;

    @Override
    public String name() {
        return "sine";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public NoiseSchedule create(NoOptions options) {
        return (steps, process) -> {
            double most = process.atTime(process.range().noisiest()).ratio();
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < Check.steps(steps, MOST); i++) {
                double sine = Math.sin(Math.PI / 2 * (steps - i) / steps);
                double sigma = sine * sine;
                levels.add(process.atRatio(i == 0 ? most : Math.min(most, sigma / Math.sqrt(1 - sigma * sigma))));
            }
            levels.add(Level.clean(process.range().cleanest()));
            return levels;
        };
    }
}
