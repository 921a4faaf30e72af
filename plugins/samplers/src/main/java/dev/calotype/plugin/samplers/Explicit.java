package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Levels that are listed: times of the model, or ratios σ/α such as those that were tuned to one model ("align your steps",
 * Sabour et al. 2024, arXiv:2404.14507; the default is theirs for Stable Diffusion 1.5). Where a walk has another number of
 * steps, the list is interpolated evenly, ratios in their logarithms.
 */
public final class Explicit implements ScheduleFactory<Explicit.Options> {
    private static final int MOST = 10_000;

    /**
     * Options.
     *
     * @param at the levels of the evaluations, most noise first; a list of ratios may close with 0, where the walk ends
     * @param ratios whether {@code at} lists σ/α, and not times
     * @param end where the walk ends
     */
    public record Options(List<Double> at, boolean ratios, End end) {}

    @Override
    public String name() {
        return "explicit";
    }

    @Override
    public Options defaults() {
        return new Options(
                List.of(14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152), true, End.CLEAN);
    }

    @Override
    public NoiseSchedule create(Options options) {
        List<Double> at = options.at();
        List<Double> listed =
                options.ratios() && !at.isEmpty() && at.getLast() == 0 ? at.subList(0, at.size() - 1) : at;
        if (listed.isEmpty()) {
            throw new IllegalArgumentException("at lists no level; at least one is needed");
        }
        if (options.ratios()) {
            checkFalling(listed);
        }
        return (steps, process) -> {
            List<Level> levels = new ArrayList<>();
            for (int i = 0; i < Check.steps(steps, MOST); i++) {
                double place = steps == 1 ? 0 : (double) i * (listed.size() - 1) / (steps - 1);
                levels.add(level(listed, place, options.ratios(), process));
            }
            levels.add(options.end().after(levels.getLast(), process));
            return levels;
        };
    }

    private static void checkFalling(List<Double> ratios) {
        for (int i = 0; i < ratios.size(); i++) {
            Check.positive("at", ratios.get(i));
            if (i > 0 && ratios.get(i) >= ratios.get(i - 1)) {
                throw new IllegalArgumentException("at lists " + ratios.get(i) + " after " + ratios.get(i - 1)
                        + "; each must be below the one before");
            }
        }
    }

    private static Level level(List<Double> at, double place, boolean ratios, NoiseProcess process) {
        int entry = (int) place;
        double share = place - entry;
        double from = at.get(entry);
        double to = at.get(Math.min(entry + 1, at.size() - 1));
        if (ratios) {
            return process.atRatio(share == 0 ? from : Math.exp((1 - share) * Math.log(from) + share * Math.log(to)));
        }
        return process.atTime(from + share * (to - from));
    }
}
