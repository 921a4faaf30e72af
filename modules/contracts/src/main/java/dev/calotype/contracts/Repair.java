package dev.calotype.contracts;

import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Mistakes that are often made, each with what would undo it: a plan that is right once undone is told why it was wrong. */
enum Repair {
    EXCHANGED_SHARES("the weights of the point and the denoised value seem to be exchanged") {
        @Override
        Step undone(Step step, Level before) {
            return with(
                    step,
                    step.terms().stream()
                            .map(term -> new Term(
                                    term.back(),
                                    /* point= */ term.denoised(),
                                    /* denoised= */ term.point(),
                                    term.raw()))
                            .toList());
        }
    },
    EXCHANGED_EVALUATIONS("the weights of two evaluations seem to be exchanged") {
        @Override
        Step undone(Step step, Level before) {
            if (step.terms().size() < 2) {
                return step;
            }
            List<Term> terms = new ArrayList<>(step.terms());
            Term first = terms.get(0);
            Term second = terms.get(1);
            terms.set(0, new Term(first.back(), first.point(), second.denoised(), first.raw()));
            terms.set(1, new Term(second.back(), second.point(), first.denoised(), second.raw()));
            return with(step, terms);
        }
    },
    NOISE_TWICE("noise seems to be counted twice: what is kept of the old one leaves no room for the fresh") {
        @Override
        Step undone(Step step, Level before) {
            return step.noise().isNoisy() ? new Step(step.level(), step.terms(), new Deviation.Constant(0)) : step;
        }
    },
    HIGH_LAST("the last step should be of order 1") {
        @Override
        Step undone(Step step, Level before) {
            double share = step.level().sigma() / before.sigma();
            return step.level().isClean()
                    ? with(step, List.of(Term.latest(share, step.level().alpha() - share * before.alpha())))
                    : step;
        }
    };

    private final String diagnosis;

    Repair(String diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** A step without the mistake; the same one if there is nothing to undo. */
    abstract Step undone(Step step, Level before);

    /** What is wrong, or nothing: the first mistake that makes plans right once it is undone in them. */
    static String diagnosis(Predicate<Repair> right) {
        return Stream.of(values())
                .filter(right)
                .findFirst()
                .map(repair -> "; " + repair.diagnosis)
                .orElse("");
    }

    /** A plan without the mistake. */
    Trajectory of(Trajectory plan) {
        List<Step> steps = new ArrayList<>(plan.steps());
        for (int i = 1; i < steps.size(); i++) {
            steps.set(i, undone(steps.get(i), steps.get(i - 1).level()));
        }
        return new Trajectory(steps);
    }

    private static Step with(Step step, List<Term> terms) {
        return new Step(step.level(), terms, step.noise());
    }
}
