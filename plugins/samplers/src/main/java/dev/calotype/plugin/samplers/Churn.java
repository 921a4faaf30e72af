package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;

/**
 * Churn: inside a range of σ̂ = σ/α fresh noise takes each level up to σ̂(1 + γ), γ = min(churn/n, √2 − 1) with n steps
 * (Karras et al. 2022, arXiv:2206.00364, algorithm 2).
 *
 * @param amount S_churn; 0 leaves all levels where they are
 * @param least S_tmin, in σ/α
 * @param most S_tmax, in σ/α
 * @param noise S_noise, which scales the fresh noise
 */
record Churn(double amount, double least, double most, double noise) {
    private static final double MOST = Math.sqrt(2) - 1;

    Churn {
        Check.atLeastZero("churn", amount);
        Check.atLeastZero("least", least);
        Check.atLeastZero("noise", noise);
        if (!(most >= least)) {
            throw new IllegalArgumentException("most is " + most + "; it must not lie below least, " + least);
        }
    }

    /** γ at a level of a walk of so many steps. */
    double share(Level at, int steps) {
        boolean inside = !at.isClean() && at.ratio() >= least && at.ratio() <= most;
        return inside ? Math.min(amount / steps, MOST) : 0;
    }

    /** The level that noise takes this one up to. */
    Level raised(Level at, int steps, NoiseProcess process) {
        double share = share(at, steps);
        return share == 0 ? at : process.atRatio(at.ratio() * (1 + share));
    }

    /** The noise that takes a level up to another. */
    Lift lift(Level from, Level to) {
        Lift lift = Lift.between(from, to);
        return new Lift(lift.keep(), noise * lift.noise());
    }
}
