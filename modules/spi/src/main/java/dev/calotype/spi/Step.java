package dev.calotype.spi;

import java.util.List;

/**
 * One linear update: a blend of earlier evaluations plus fresh noise, evaluated at {@code level}.
 *
 * <p>The first step of a trajectory has no terms: it is where the walk starts, {@code alpha·origin + noise·ε}. The last
 * step is the result and is not evaluated; every other step is followed by one evaluation of the network at its level.
 *
 * @param level where the network is evaluated next
 * @param terms shares of earlier evaluations
 * @param noise deviation of the fresh standard normal noise that is added; a learned one reads the latest evaluation
 */
public record Step(Level level, List<Term> terms, Deviation noise) {
    /** Copies the terms. */
    public Step {
        terms = List.copyOf(terms);
    }

    /** A step whose noise has the same deviation everywhere; 0 draws none. */
    public Step(Level level, List<Term> terms, double noise) {
        this(level, terms, new Deviation.Constant(noise));
    }

    /** A start at this level with noise of the level's own deviation. */
    public static Step start(Level level) {
        return new Step(level, List.of(), level.sigma());
    }
}
