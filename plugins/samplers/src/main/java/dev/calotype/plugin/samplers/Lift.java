package dev.calotype.plugin.samplers;

import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;

/**
 * The way back up from one level to a noisier one, which is the process itself: x' = keep·x + noise·z with keep = α'/α and
 * noise² = σ'² − keep²·σ².
 */
record Lift(double keep, double noise) {
    static Lift between(Level from, Level to) {
        double keep = to.alpha() / from.alpha();
        double variance = to.sigma() * to.sigma() - keep * keep * from.sigma() * from.sigma();
        return new Lift(keep, Math.sqrt(Math.max(0, variance)));
    }

    /**
     * The step that arrives where {@code step} does and goes on up to a level.
     *
     * @throws IllegalArgumentException if the step's noise is learned, which no single deviation can follow
     */
    Step after(Step step, Level level) {
        if (!(step.noise() instanceof Deviation.Constant(double fresh))) {
            throw new IllegalArgumentException("a step with learned noise cannot be lifted: " + step.noise());
        }
        return new Step(level, step.terms().stream().map(this::kept).toList(), Math.hypot(keep * fresh, noise));
    }

    private Term kept(Term term) {
        return new Term(term.back(), keep * term.point(), keep * term.denoised(), keep * term.raw());
    }
}
