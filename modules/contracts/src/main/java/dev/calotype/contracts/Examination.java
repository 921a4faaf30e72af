package dev.calotype.contracts;

import java.util.List;
import java.util.stream.Stream;

/**
 * One part of a plugin, and what came of every rule of its kind.
 *
 * @param part what was examined, such as {@code sampler 'euler'}
 * @param verdicts a rule each, in the order in which they were looked at
 */
public record Examination(String part, List<Verdict> verdicts) {
    /**
     * What came of one rule.
     *
     * @param rule the rule as a sentence
     * @param faults how it is broken, a sentence each
     */
    public record Verdict(String rule, List<String> faults) {
        /** Copies the faults. */
        public Verdict {
            faults = List.copyOf(faults);
        }

        /** Whether nothing was found. */
        public boolean isKept() {
            return faults.isEmpty();
        }
    }

    /** Copies the verdicts. */
    public Examination {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether every rule is kept. */
    public boolean isKept() {
        return verdicts.stream().allMatch(Verdict::isKept);
    }

    /** Every fault of every rule. */
    public List<String> faults() {
        return verdicts.stream().flatMap(verdict -> verdict.faults().stream()).toList();
    }

    /** The same part with what came of further rules. */
    Examination and(Examination other) {
        return new Examination(
                part,
                Stream.concat(verdicts.stream(), other.verdicts().stream()).toList());
    }
}
