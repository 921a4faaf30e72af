package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What every model's noise process keeps. */
final class ProcessRules {
    static final List<Rule<ModelTrial>> ALL = List.of(
            new Rule<>(
                    "its process has α and σ at every time, and σ/α falls towards the clean end", ProcessRules::falls),
            new Rule<>("its process finds each level again by σ/α", ProcessRules::inverse),
            new Rule<>("its process is clamped in time beyond its ends, not in noise", ProcessRules::beyond));

    private static final int POINTS = 40;
    private static final double NEAR = 1e-3;
    private static final double FAR = 3;

    private ProcessRules() {}

    private static List<String> falls(ModelTrial trial) {
        NoiseProcess process = trial.traits().process();
        List<Level> levels = levels(process);
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (!(level.alpha() >= 0 && level.sigma() >= 0) || !Double.isFinite(level.alpha() + level.sigma())) {
                return List.of(
                        "at time " + time(process, i) + " it is " + level + "; α and σ must be finite and at least 0");
            }
            if (i > 0 && level.ratio() >= levels.get(i - 1).ratio()) {
                return List.of(String.format(
                        Locale.ROOT,
                        "σ/α is %.5g at time %.2f and %.5g at time %.2f, which its range says is nearer to the clean end",
                        levels.get(i - 1).ratio(),
                        time(process, i - 1),
                        level.ratio(),
                        time(process, i)));
            }
        }
        return List.of();
    }

    private static List<String> inverse(ModelTrial trial) {
        NoiseProcess process = trial.traits().process();
        for (Level level : levels(process)) {
            if (level.alpha() == 0) {
                continue;
            }
            Level found = process.atRatio(level.ratio());
            if (!(Math.abs(found.alpha() - level.alpha()) < NEAR)
                    || !(Math.abs(found.sigma() - level.sigma()) < NEAR * Math.max(1, level.sigma()))
                    || !(Math.abs(found.time() - level.time()) < length(process) / POINTS)) {
                return List.of("at time " + level.time() + " it is " + level
                        + "; asked for the level with that σ/α it gives " + found);
            }
        }
        return List.of();
    }

    private static List<String> beyond(ModelTrial trial) {
        NoiseProcess process = trial.traits().process();
        Level noisiest = process.atTime(process.range().noisiest());
        if (!process.atRatio(0).isClean()) {
            return List.of("asked for the level with σ/α = 0 it gives " + process.atRatio(0) + "; σ must be 0");
        }
        if (noisiest.alpha() == 0) {
            return List.of();
        }
        double asked = FAR * noisiest.ratio();
        Level found = process.atRatio(asked);
        return Math.abs(found.ratio() / asked - 1) < NEAR
                ? List.of()
                : List.of("asked for the level with σ/α = " + asked + ", beyond its noisiest, it gives " + found
                        + "; keep σ/α and the last time");
    }

    private static List<Level> levels(NoiseProcess process) {
        return IntStream.rangeClosed(0, POINTS)
                .mapToObj(i -> process.atTime(time(process, i)))
                .toList();
    }

    private static double time(NoiseProcess process, int point) {
        return process.range().noisiest()
                + (process.range().cleanest() - process.range().noisiest()) * point / POINTS;
    }

    private static double length(NoiseProcess process) {
        return Math.abs(process.range().noisiest() - process.range().cleanest());
    }
}
