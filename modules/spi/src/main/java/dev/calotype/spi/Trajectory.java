package dev.calotype.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * A sampler's whole plan, known before the first evaluation: a start, the updates, and as the last step the result.
 *
 * @param steps at least two; only the first has no terms
 */
public record Trajectory(List<Step> steps) {
    /**
     * Copies the steps.
     *
     * @throws IllegalArgumentException if there are fewer than two steps, a coefficient is not finite, the start's noise
     *     is learned, or a term reaches back beyond the first evaluation
     */
    public Trajectory {
        steps = List.copyOf(steps);
        if (steps.size() < 2) {
            throw new IllegalArgumentException(
                    "a trajectory needs a start and a result; found " + steps.size() + " steps");
        }
        for (int i = 0; i < steps.size(); i++) {
            check(i, steps.get(i));
        }
    }

    /** How many times the network is evaluated: after every step but the last. */
    public int evaluations() {
        return steps.size() - 1;
    }

    /** How many past evaluations have to be kept: the furthest any term reaches back. */
    public int memory() {
        return steps.stream()
                .flatMap(step -> step.terms().stream())
                .mapToInt(Term::back)
                .max()
                .orElse(1);
    }

    /** How many draws of fresh noise the plan takes, the start included. */
    public int draws() {
        return (int) steps.stream().filter(step -> step.noise().isNoisy()).count();
    }

    /** Whether any step's noise has a deviation that the network has to answer. */
    public boolean learnsVariance() {
        return steps.stream().anyMatch(step -> step.noise().isLearned());
    }

    /** Whether any step takes a share of a denoised value before correction. */
    public boolean readsRaw() {
        return steps.stream().flatMap(step -> step.terms().stream()).anyMatch(term -> term.raw() != 0);
    }

    /** The same plan with another deviation of the starting noise. */
    public Trajectory startingWith(double noise) {
        var changed = new ArrayList<>(steps);
        changed.set(0, new Step(steps.getFirst().level(), List.of(), noise));
        return new Trajectory(changed);
    }

    private static void check(int index, Step step) {
        Level level = step.level();
        if (!finite(level.alpha(), level.sigma(), level.time()) || !finite(step.noise())) {
            throw new IllegalArgumentException("step " + index + " has a level or noise that is not finite: " + step);
        }
        if (index == 0 && step.noise().isLearned()) {
            throw new IllegalArgumentException(
                    "step 0 is the start, before the network has answered; its noise cannot be " + step.noise());
        }
        if (step.terms().isEmpty() != (index == 0)) {
            throw new IllegalArgumentException("step " + index
                    + (index == 0
                            ? " is the start and takes no terms"
                            : " has no terms; only the start may have none"));
        }
        for (Term term : step.terms()) {
            if (term.back() < 1 || term.back() > index) {
                throw new IllegalArgumentException(
                        "step " + index + " reaches back " + term.back() + " evaluations; there are " + index);
            }
            if (!finite(term.point(), term.denoised(), term.raw())) {
                throw new IllegalArgumentException("step " + index + " has a coefficient that is not finite: " + term);
            }
        }
    }

    private static boolean finite(Deviation noise) {
        return switch (noise) {
            case Deviation.Constant(double value) -> finite(value);
            case Deviation.LearnedRange(double small, double large) -> finite(small, large);
            case Deviation.LearnedLog log -> true;
            case Deviation.LearnedVariance variance -> true;
        };
    }

    private static boolean finite(double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
