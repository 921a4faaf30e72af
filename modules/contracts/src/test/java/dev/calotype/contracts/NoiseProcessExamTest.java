package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of loaded models names each fault that is planted in the noise process of one. */
final class NoiseProcessExamTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void write() throws IOException {
        NormalFamily.directory(directory);
    }

    @Test
    void aProcessWhoseRangeIsTheWrongWayRound() {
        assertThat(faults(new Turned(NormalModel.PROCESS)))
                .anyMatch(fault -> fault.startsWith("σ/α is ") && fault.endsWith("is nearer to the clean end"));
    }

    @Test
    void aProcessThatIsClampedInNoise() {
        assertThat(faults(new Clamped(NormalModel.PROCESS)))
                .anyMatch(
                        fault -> fault.contains("beyond its noisiest") && fault.endsWith("keep σ/α and the last time"));
    }

    @Test
    void aProcessWhoseTwoWaysDisagree() {
        assertThat(faults(new Squared(NormalModel.PROCESS)))
                .anyMatch(fault -> fault.contains("asked for the level with that σ/α it gives"));
    }

    private List<String> faults(NoiseProcess process) {
        return new FamilyExam(new Examiner(Duration.ofSeconds(60)))
                .loaded(new NormalFamily(() -> with(process)), directory)
                .faults();
    }

    private static Model with(NoiseProcess process) {
        return new NormalModel() {
            @Override
            public ModelTraits traits() {
                return traits(process, 16, List.of());
            }
        };
    }

    private record Turned(NoiseProcess right) implements NoiseProcess {
        @Override
        public Level atTime(double time) {
            return right.atTime(time);
        }

        @Override
        public Level atRatio(double ratio) {
            return right.atRatio(ratio);
        }

        @Override
        public TimeRange range() {
            TimeRange range = right.range();
            return new TimeRange(/* noisiest= */ range.cleanest(), /* cleanest= */ range.noisiest(), 0);
        }
    }

    private record Clamped(NoiseProcess right) implements NoiseProcess {
        @Override
        public Level atTime(double time) {
            return right.atTime(time);
        }

        @Override
        public Level atRatio(double ratio) {
            Level most = atTime(range().noisiest());
            return ratio > most.ratio() ? most : right.atRatio(ratio);
        }

        @Override
        public TimeRange range() {
            return right.range();
        }
    }

    private record Squared(NoiseProcess right) implements NoiseProcess {
        @Override
        public Level atTime(double time) {
            Level level = right.atTime(time);
            return new Level(level.alpha() * level.alpha(), level.sigma(), time);
        }

        @Override
        public Level atRatio(double ratio) {
            return right.atRatio(ratio);
        }

        @Override
        public TimeRange range() {
            return right.range();
        }
    }
}
