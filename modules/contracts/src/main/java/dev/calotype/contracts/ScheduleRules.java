package dev.calotype.contracts;

import dev.calotype.spi.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What every schedule keeps on every process that it serves. */
final class ScheduleRules {
    static final List<Rule<ScheduleTrial>> ALL = List.of(
            new Rule<>("it serves some kind of process", ScheduleRules::served),
            new Rule<>("a walk of n steps has n + 1 levels", onEach(ScheduleRules::count)),
            new Rule<>("noise falls from level to level, from nearly all to nearly none", onEach(ScheduleRules::falls)),
            new Rule<>("every level lies on the model's process", onEach(ScheduleRules::path)),
            new Rule<>("the network is told the time of each level", onEach(ScheduleRules::times)),
            new Rule<>("the same question has the same answer", ScheduleRules::repeats),
            new Rule<>("fewer than one step is refused", ScheduleRules::fewSteps));

    private static final double EXACT = 1e-6;
    private static final double ROUNDED = 1;

    private ScheduleRules() {}

    private static List<String> served(ScheduleTrial trial) {
        return trial.laid().isEmpty() ? List.of("it lays out no walk on any kind of process") : List.of();
    }

    private static List<String> count(ScheduleTrial.Laid walk) {
        return walk.levels().size() == walk.steps() + 1
                ? List.of()
                : List.of("it gives " + walk.levels().size() + " levels; there must be " + (walk.steps() + 1));
    }

    private static List<String> falls(ScheduleTrial.Laid walk) {
        for (int i = 0; i < walk.levels().size(); i++) {
            Level level = walk.levels().get(i);
            if (!(level.alpha() >= 0 && level.sigma() >= 0) || !Double.isFinite(level.alpha() + level.sigma())) {
                return List.of("level " + i + " is " + level + "; α and σ must be finite and at least 0");
            }
            if (i > 0 && level.ratio() > walk.levels().get(i - 1).ratio()) {
                return List.of("level " + i + " has more noise than the one before it: "
                        + told(walk.levels().get(i - 1)) + ", then " + told(level));
            }
        }
        return ends(walk);
    }

    private static List<String> ends(ScheduleTrial.Laid walk) {
        if (walk.levels().isEmpty()) {
            return List.of();
        }
        Level first = walk.levels().getFirst();
        Level last = walk.levels().getLast();
        return first.ratio() > 1 && last.ratio() < 1
                ? List.of()
                : List.of("it goes from " + told(first) + " to " + told(last)
                        + "; it must begin above σ/α = 1 and end below");
    }

    private static List<String> path(ScheduleTrial.Laid walk) {
        for (Level level : walk.levels()) {
            if (level.isClean() || level.alpha() == 0) {
                continue;
            }
            Level right = walk.process().atRatio(level.ratio());
            if (!(Math.abs(right.alpha() - level.alpha()) < EXACT)
                    || !(Math.abs(right.sigma() - level.sigma()) < EXACT * Math.max(1, right.sigma()))) {
                return List.of(String.format(
                        Locale.ROOT,
                        "there is a level with α = %.6f and σ = %.6f; where σ/α is the same the process has α = %.6f and σ ="
                                + " %.6f",
                        level.alpha(),
                        level.sigma(),
                        right.alpha(),
                        right.sigma()));
            }
        }
        return List.of();
    }

    private static List<String> times(ScheduleTrial.Laid walk) {
        for (int i = 0; i < walk.levels().size(); i++) {
            Level level = walk.levels().get(i);
            if (level.isClean() || level.alpha() == 0) {
                continue;
            }
            double right = walk.process().atRatio(level.ratio()).time();
            if (!(Math.abs(level.time() - right) <= ROUNDED)) {
                return List.of(String.format(
                        Locale.ROOT,
                        "level %d stands at %s and tells the network time %.2f; the process is there at %.2f",
                        i,
                        told(level),
                        level.time(),
                        right));
            }
        }
        return List.of();
    }

    private static List<String> repeats(ScheduleTrial trial) {
        return trial.laid().stream()
                .filter(walk -> !walk.levels().equals(trial.schedule().levels(walk.steps(), walk.process())))
                .map(walk -> walk.where() + "the second answer differs from the first")
                .toList();
    }

    private static List<String> fewSteps(ScheduleTrial trial) {
        List<String> faults = new ArrayList<>();
        for (BoundedProcess process : trial.served()) {
            for (int steps : new int[] {0, -1}) {
                faults.addAll(refused(trial, process, steps));
            }
        }
        return faults;
    }

    private static List<String> refused(ScheduleTrial trial, BoundedProcess process, int steps) {
        try {
            trial.schedule().levels(steps, process);
            return List.of(
                    steps + " steps on " + process + " are laid out; refuse them with an IllegalArgumentException");
        } catch (IllegalArgumentException promised) {
            return List.of();
        } catch (RuntimeException other) {
            return List.of(steps + " steps on " + process + " are answered with " + Thrown.told(other)
                    + "; refuse them with an IllegalArgumentException");
        }
    }

    /** Looks at every walk, and tells of one on each process. */
    private static Function<ScheduleTrial, List<String>> onEach(Function<ScheduleTrial.Laid, List<String>> look) {
        return trial -> {
            Map<BoundedProcess, String> first = new LinkedHashMap<>();
            for (ScheduleTrial.Laid walk : trial.laid()) {
                look.apply(walk).forEach(fault -> first.putIfAbsent(walk.process(), walk.where() + fault));
            }
            return List.copyOf(first.values());
        };
    }

    private static String told(Level level) {
        return String.format(Locale.ROOT, "σ/α = %.4g", level.ratio());
    }
}
