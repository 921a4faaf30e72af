package dev.calotype.plugin.example;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.util.List;
import java.util.stream.IntStream;

/** Levels at even times of the model's process, and a clean end. */
public final class EvenTimes implements ScheduleFactory<EvenTimes.Options> {
    /** There is nothing to choose. */
    public record Options() {}

    @Override
    public String name() {
        return "example-even";
    }

    @Override
    public Options defaults() {
        return new Options();
    }

    @Override
    public NoiseSchedule create(Options options) {
        return EvenTimes::levels;
    }

    private static List<Level> levels(int steps, NoiseProcess process) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps are " + steps + "; a walk has at least 1");
        }
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> level((double) i / steps, process))
                .toList();
    }

    private static Level level(double share, NoiseProcess process) {
        double noisiest = process.range().noisiest();
        double cleanest = process.range().cleanest();
        return share == 1 ? Level.clean(cleanest) : process.atTime(noisiest + (cleanest - noisiest) * share);
    }
}
