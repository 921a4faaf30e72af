package dev.calotype.plugin.samplers;

/** The second moment of a step through three values, exact or as programs in use have it. */
public enum Curvature {
    /** 2φ_3, the integral itself. */
    EXACT,
    /** φ_3, which takes half of the second derivative (DPM-Solver++(3M) as its authors published it). */
    HALF,
    /** 1 + φ_3, a slip of sign in the reference's stochastic solver of order 3. */
    RAISED;

    double of(ExponentialStep step) {
        return switch (this) {
            case EXACT -> 2 * step.phi(3);
            case HALF -> step.phi(3);
            case RAISED -> 1 + step.phi(3);
        };
    }
}
