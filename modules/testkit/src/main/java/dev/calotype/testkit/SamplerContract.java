package dev.calotype.testkit;

import dev.calotype.contracts.Candidate;
import dev.calotype.contracts.Examiner;
import dev.calotype.contracts.SamplerExam;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Trajectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What every sampler keeps to, as tests: a plugin's own test extends this, and each sampler that its {@code
 * META-INF/services} lists is put through every rule, with its default options.
 */
public abstract class SamplerContract {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Writes a plan as the bytes that a farm keeps, and reads it back. */
    protected abstract Trajectory throughBytes(Trajectory plan);

    /** Samplers with other than their default options. */
    protected Stream<Candidate> more() {
        return Stream.empty();
    }

    @TestFactory
    Stream<DynamicNode> everySamplerKeepsTheContract() {
        var exam = new SamplerExam(new Examiner(PATIENCE), this::throughBytes);
        return Stream.concat(listed().map(factory -> exam.of(factory)), more().map(exam::of))
                .map(Verdicts::tests);
    }

    private static Stream<SamplerFactory<?>> listed() {
        List<SamplerFactory<?>> listed = new ArrayList<>();
        for (SamplerFactory<?> factory : ServiceLoader.load(SamplerFactory.class)) {
            listed.add(factory);
        }
        return listed.stream();
    }
}
