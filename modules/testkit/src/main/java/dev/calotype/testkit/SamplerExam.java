package dev.calotype.testkit;

import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The contract of samplers as data: what is found when a sampler is put through every rule on every process that it
 * serves. Needs no test framework. Immutable; safe for any thread.
 */
public final class SamplerExam {
    private final List<SamplerRule> rules;

    /**
     * An exam.
     *
     * @param throughBytes writes a plan as the bytes that a farm keeps, and reads it back
     */
    public SamplerExam(UnaryOperator<Trajectory> throughBytes) {
        rules = List.of(
                new PlanShapeRule(),
                new PlanCostRule(),
                new PlanDataRule(throughBytes),
                new ConstantDataRule(),
                new OrderRule(),
                new CleanEndRule(),
                new EdgeRule(),
                new BadLevelsRule());
    }

    /** Every way in which a sampler breaks the contract; empty if it keeps it. */
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        rules().forEach(rule -> findings.addAll(findings(candidate, rule)));
        return findings;
    }

    List<SamplerRule> rules() {
        return rules;
    }

    List<Finding> findings(Candidate candidate, SamplerRule rule) {
        List<Finding> findings = new ArrayList<>();
        List<Trial> trials = trials(candidate);
        if (trials.isEmpty()) {
            findings.add(new Finding(
                    candidate.name(),
                    rule.sentence(),
                    ProcessKind.PRESERVING,
                    "it plans no walk on any kind of process"));
        }
        for (Trial trial : trials) {
            for (String fault : faults(rule, trial)) {
                findings.add(new Finding(candidate.name(), rule.sentence(), trial.process(), fault));
            }
        }
        return findings;
    }

    private static List<Trial> trials(Candidate candidate) {
        List<Trial> served = new ArrayList<>();
        for (ProcessKind process : ProcessKind.values()) {
            var trial = new Trial(candidate, process);
            if (trial.isServed()) {
                served.add(trial);
            }
        }
        return served;
    }

    private static List<String> faults(SamplerRule rule, Trial trial) {
        try {
            return rule.faults(trial);
        } catch (RuntimeException e) {
            return List.of("it fails with " + e);
        }
    }
}
