package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A schedule with its default options, and the walks that rules let it lay out. */
record ScheduleTrial(NoiseSchedule schedule) {
    private static final int[] STEPS = {1, 2, 7, 30};

    private static final List<BoundedProcess> PROCESSES = Arrays.stream(ProcessKind.values())
            .flatMap(kind -> Stream.of(new BoundedProcess(kind, 1000), new BoundedProcess(kind, 0)))
            .toList();

    /** One answer of the schedule. */
    record Laid(BoundedProcess process, int steps, List<Level> levels) {
        /** How a report calls it. */
        String where() {
            return steps + (steps == 1 ? " step on " : " steps on ") + process + ": ";
        }
    }

    /** Everything that it lays out; a schedule need not serve every process, nor every number of steps. */
    List<Laid> laid() {
        List<Laid> laid = new ArrayList<>();
        for (BoundedProcess process : PROCESSES) {
            for (int steps : STEPS) {
                lay(process, steps).ifPresent(laid::add);
            }
        }
        return laid;
    }

    private Optional<Laid> lay(BoundedProcess process, int steps) {
        try {
            return Optional.of(new Laid(process, steps, schedule.levels(steps, process)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /** The processes on which it lays out a walk of some steps. */
    List<BoundedProcess> served() {
        return laid().stream().map(Laid::process).distinct().toList();
    }
}
