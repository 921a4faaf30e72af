package dev.calotype.contracts;

import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The contract of samplers: every rule on every kind of process that a sampler serves, in closed form. Immutable; safe for
 * any thread.
 */
public final class SamplerExam {
    private final Examiner examiner;
    private final List<SamplerRule> rules;

    /**
     * An exam.
     *
     * @param examiner who looks
     * @param throughBytes writes a plan as the bytes that a farm keeps, and reads it back
     */
    public SamplerExam(Examiner examiner, UnaryOperator<Trajectory> throughBytes) {
        this.examiner = examiner;
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

    /** What comes of a plugin's sampler: of its factory, and of its plans with default options. */
    public <O extends Record> Examination of(SamplerFactory<O> factory) {
        var options = OptionTrial.of(factory);
        Examination made = examiner.examine("sampler '" + options.name() + "'", () -> options, OptionRules.ALL);
        return made.isKept() ? made.and(of(Candidate.of(factory))) : made;
    }

    /** What comes of one sampler's plans. */
    public Examination of(Candidate candidate) {
        return examiner.examine(
                "sampler '" + candidate.name() + "'",
                () -> candidate,
                rules.stream().map(SamplerExam::onEveryProcess).toList());
    }

    private static Rule<Candidate> onEveryProcess(SamplerRule rule) {
        return new Rule<>(rule.sentence(), candidate -> faults(rule, candidate));
    }

    private static List<String> faults(SamplerRule rule, Candidate candidate) {
        List<Trial> trials = trials(candidate);
        if (trials.isEmpty()) {
            return List.of("it plans no walk on any kind of process");
        }
        List<String> faults = new ArrayList<>();
        for (Trial trial : trials) {
            String where = "on a " + trial.process().name().toLowerCase(Locale.ROOT) + " process: ";
            faults(rule, trial).forEach(fault -> faults.add(where + fault));
        }
        return faults;
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
            return List.of("it fails with " + Thrown.told(e));
        }
    }
}
