package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.contracts.Examiner;
import dev.calotype.contracts.ScheduleExam;
import dev.calotype.spi.ScheduleFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schedule of this plugin keeps the contract of schedules, with its defaults. */
final class ScheduleContractTest {
    private final ScheduleExam exam = new ScheduleExam(new Examiner(Duration.ofMinutes(1)));

    static List<ScheduleFactory<?>> listed() {
        List<ScheduleFactory<?>> listed = new ArrayList<>();
        for (ScheduleFactory<?> factory : ServiceLoader.load(ScheduleFactory.class)) {
            listed.add(factory);
        }
        return listed;
    }

    @ParameterizedTest
    @MethodSource("listed")
    void everyScheduleKeepsTheContract(ScheduleFactory<?> factory) {
        assertThat(exam.of(factory).faults()).isEmpty();
    }
}
