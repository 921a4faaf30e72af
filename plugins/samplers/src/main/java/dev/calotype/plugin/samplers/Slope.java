package dev.calotype.plugin.samplers;

/** The first moment of a step through two values, exact or one of the approximations of its order in use. */
enum Slope {
    /** φ_2, the integral itself ("heun" of the DPM-Solvers). */
    EXACT,
    /** φ_1/2 ("midpoint" of the DPM-Solvers; B_2 of UniPC). */
    MIDPOINT,
    /** ζ/2, the first term of φ_2's series (B_1 of UniPC; SA-Solver's of two steps). */
    LINEAR;

    double of(ExponentialStep step) {
        return switch (this) {
            case EXACT -> step.phi(2);
            case MIDPOINT -> step.phi(1) / 2;
            case LINEAR -> step.zeta() / 2;
        };
    }
}
