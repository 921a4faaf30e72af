package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of schedules and of options finds nothing in what is right, and names each fault that is planted in it. */
final class ScheduleExamTest {
    private final ScheduleExam exam = new ScheduleExam(new Examiner(Duration.ofMinutes(1)));

    record None() {}

    record Rho(double rho) {}

    record Single(float rho) {}

    /** A factory of one schedule. */
    private record Factory<O extends Record>(String name, O defaults, NoiseSchedule schedule)
            implements ScheduleFactory<O> {
        @Override
        public NoiseSchedule create(O options) {
            return schedule;
        }
    }

    @Test
    void nothingIsFoundInAScheduleThatIsRight() {
        assertThat(faults(ScheduleExamTest::even)).isEmpty();
    }

    @Test
    void aLevelTooFew() {
        assertThat(faults(changed(levels -> levels.subList(0, levels.size() - 1))))
                .contains("1 step on a continuous straight process: it gives 1 levels; there must be 2");
    }

    @Test
    void levelsTheWrongWayRound() {
        assertThat(faults(changed(List::reversed)))
                .anyMatch(fault -> fault.contains("level 1 has more noise than the one before it"));
    }

    @Test
    void theSquareOfAlphaForAlpha() {
        assertThat(faults(changed(levels -> levels.stream()
                        .map(level -> new Level(level.alpha() * level.alpha(), level.sigma(), level.time()))
                        .toList())))
                .anyMatch(fault -> fault.contains("there is a level with α = ")
                        && fault.contains("where σ/α is the same the process has"));
    }

    @Test
    void theTimeOfTheStepBefore() {
        assertThat(faults(changed(levels -> IntStream.range(0, levels.size())
                        .mapToObj(i -> new Level(
                                levels.get(i).alpha(),
                                levels.get(i).sigma(),
                                levels.get(Math.max(0, i - 1)).time()))
                        .toList())))
                .anyMatch(
                        fault -> fault.contains("tells the network time") && fault.contains("the process is there at"));
    }

    @Test
    void aWalkOfNoSteps() {
        assertThat(faults((steps, process) -> even(Math.max(1, steps), process)))
                .anyMatch(fault -> fault.startsWith("0 steps on") && fault.contains("are laid out; refuse them"));
    }

    @Test
    void anOptionThatNoJobCanWrite() {
        assertThat(exam.of(new Factory<>("single", new Single(7), ScheduleExamTest::even))
                        .faults())
                .contains(
                        "option 'rho' is a float; a job can write double, int, boolean, String, List<Double> or an enum");
    }

    @Test
    void anOptionThatIsNoNumber() {
        assertThat(exam.of(new Factory<>("rho", new Rho(7), ScheduleExamTest::even))
                        .faults())
                .contains("option 'rho' with NaN is taken; refuse it with an IllegalArgumentException that says what is"
                        + " allowed");
    }

    @Test
    void aNameWithASpace() {
        assertThat(exam.of(new Factory<>("my schedule", new None(), ScheduleExamTest::even))
                        .faults())
                .anyMatch(fault -> fault.startsWith("its name is 'my schedule'; jobs can ask for"));
    }

    private List<String> faults(NoiseSchedule schedule) {
        return exam.of(new Factory<>("planted", new None(), schedule)).faults();
    }

    private static NoiseSchedule changed(UnaryOperator<List<Level>> change) {
        return (steps, process) -> change.apply(even(steps, process));
    }

    private static List<Level> even(int steps, NoiseProcess process) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps are " + steps + "; at least 1");
        }
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            levels.add(process.atTime(process.range().noisiest() * (steps - i) / steps));
        }
        levels.add(Level.clean(process.range().cleanest()));
        return levels;
    }
}
