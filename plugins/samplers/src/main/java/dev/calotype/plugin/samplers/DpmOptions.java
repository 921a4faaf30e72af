package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;

/**
 * Options of the DPM-Solvers, whose names are presets of them.
 *
 * @param predicts what is interpolated: the noise (DPM-Solver) or the denoised value (DPM-Solver++)
 * @param reach whether a step interpolates evaluations before it or inside it
 * @param order 1 to 3
 * @param slope how a step of order 2 weighs the difference of its values
 * @param curvature how a multistep of order 3 weighs the second difference
 * @param tau the stochasticity: 0 is the probability flow, 1 the reverse diffusion
 * @param lowerOrderFinal whether short walks end with steps of lower order
 * @param eulerAtFinal whether the last step is of order 1 however long the walk is
 * @param skipped how many steps of a longer walk lie before this one
 */
public record DpmOptions(
        Integrand predicts,
        Reach reach,
        int order,
        Formula slope,
        Curvature curvature,
        double tau,
        boolean lowerOrderFinal,
        boolean eulerAtFinal,
        int skipped) {

    /** Which evaluations a step interpolates. */
    public enum Reach {
        /** Those of steps before it. */
        MULTISTEP,
        /** Those since it began. */
        SINGLESTEP
    }

    /** How a step of order 2 weighs the difference of its values. */
    public enum Formula {
        /** By φ_1/2. */
        MIDPOINT,
        /** By φ_2. */
        HEUN
    }

    static DpmOptions multistep(int order, double tau) {
        return new DpmOptions(
                Integrand.DATA, Reach.MULTISTEP, order, Formula.MIDPOINT, Curvature.HALF, tau, true, false, 0);
    }

    static DpmOptions singlestep(Integrand predicts, int order) {
        return new DpmOptions(predicts, Reach.SINGLESTEP, order, Formula.MIDPOINT, Curvature.EXACT, 0, true, false, 0);
    }

    /** The order the error falls by: the first step of a multistep and the last of a shortened block hold it at 2. */
    int convergence() {
        return tau > 0 ? 1 : Math.min(order, 2);
    }

    About.Aim aim() {
        return tau == 0 ? About.Aim.FLOW : About.Aim.DATA;
    }

    Slope slopeOfTwo() {
        return slope == Formula.MIDPOINT ? Slope.MIDPOINT : Slope.EXACT;
    }

    /**
     * The sampler of these options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    Sampler sampler() {
        Check.order("order", order, 3);
        Check.atLeastZero("tau", tau);
        Check.atLeastZero("skipped", skipped);
        return switch (reach) {
            case MULTISTEP -> DpmMultistep.sampler(this);
            case SINGLESTEP -> DpmSinglestep.sampler(this);
        };
    }
}
