package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every sampler keeps to, as tests: a plugin's own test extends this, and each sampler that its {@code
 * META-INF/services} lists is put through every rule in closed form, with its default options.
 */
public abstract class SamplerContract {
    /** Writes a plan as the bytes that a farm keeps, and reads it back. */
    protected abstract Trajectory throughBytes(Trajectory plan);

    /** Samplers with other than their default options. */
    protected Stream<Candidate> more() {
        return Stream.empty();
    }

    @TestFactory
    Stream<DynamicNode> everySamplerKeepsTheContract() {
        var exam = new SamplerExam(this::throughBytes);
        return Stream.concat(listed(), more())
                .map(candidate -> DynamicContainer.dynamicContainer(
                        candidate.name(), exam.rules().stream().map(rule -> test(exam, candidate, rule))));
    }

    private static DynamicTest test(SamplerExam exam, Candidate candidate, SamplerRule rule) {
        return DynamicTest.dynamicTest(rule.sentence(), () -> {
            List<Finding> findings = exam.findings(candidate, rule);
            assertThat(findings).isEmpty();
        });
    }

    private static Stream<Candidate> listed() {
        List<Candidate> listed = new ArrayList<>();
        for (SamplerFactory<?> factory : ServiceLoader.load(SamplerFactory.class)) {
            listed.add(Candidate.of(factory));
        }
        return listed.stream();
    }
}
