package dev.calotype.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.contracts.Candidate;
import dev.calotype.contracts.ConditionerExam;
import dev.calotype.contracts.Examiner;
import dev.calotype.contracts.FamilyExam;
import dev.calotype.contracts.SamplerExam;
import dev.calotype.contracts.ScheduleExam;
import dev.calotype.engine.PlanCode;
import dev.calotype.spi.DeviceSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Everything that a newcomer copies keeps the contracts. */
final class ContractsTest {
    private static final Path MODEL = Path.of("models", "waves");
    private static final Path MODULE = Path.of("models", "pluck");
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final Examiner EXAMINER = new Examiner(Duration.ofMinutes(1));

    @Test
    void theSampler() {
        var exam = new SamplerExam(EXAMINER, plan -> PlanCode.read(PlanCode.write(plan)));
        assertThat(exam.of(new Stroll()).faults()).isEmpty();
        assertThat(exam.of(Candidate.of(new Stroll(), new Stroll.Options(1))).faults())
                .isEmpty();
    }

    @Test
    void theSchedule() {
        assertThat(new ScheduleExam(EXAMINER).of(new EvenTimes()).faults()).isEmpty();
    }

    @Test
    void theFamilyAndItsModel() {
        var exam = new FamilyExam(EXAMINER);
        assertThat(exam.of(new WavesFamily(), MODEL).faults()).isEmpty();
        assertThat(exam.loaded(new WavesFamily(), MODEL).faults()).isEmpty();
        assertThat(exam.loaded(new WavesFamily(), MODEL).verdicts()).hasSizeGreaterThan(12);
    }

    @Test
    void theConditionerAloneAndInTheModel() {
        var exam = new ConditionerExam(EXAMINER);
        var family = new EnvelopeFamily();
        assertThat(exam.of(family, MODULE).faults()).isEmpty();
        assertThat(exam.loaded(family, MODULE).faults()).isEmpty();
        assertThat(exam.inside(family, MODULE, () -> new WavesFamily().load(MODEL, CPU))
                        .faults())
                .isEmpty();
    }
}
