package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Data that always is the same is the plainest of all: its denoised value is known from the start, so the point of every
 * step holds α of it and noise of deviation σ. Nearly every method keeps to this without error; one that does not (Euler–
 * Maruyama's, Langevin's) comes closer with shorter steps.
 */
final class ConstantDataRule implements SamplerRule {
    private static final int INTERVALS = 40;
    private static final double EXACT = 1e-6;
    private static final double FALLS = 0.75;

    @Override
    public String sentence() {
        return "each step holds α of the data and noise of deviation σ";
    }

    @Override
    public List<String> faults(Trial trial) {
        if (trial.aim() == About.Aim.NOISE) {
            return List.of();
        }
        Trajectory plan = trial.plan(trial.graded(INTERVALS));
        Trajectory finer = trial.plan(trial.graded(2 * INTERVALS));
        double error = error(plan);
        if (error < EXACT || error(finer) < FALLS * error) {
            return List.of();
        }
        return List.of(first(plan) + Repair.diagnosis(repair -> error(repair.of(plan)) < EXACT));
    }

    /** The most that any point is off, as a share of its level. */
    private static double error(Trajectory plan) {
        double most = 0;
        for (PlanWalk walk = new NormalLaw(1, 0).walk(plan); !walk.ended(); ) {
            walk.step();
            most = Math.max(most, Math.max(dataError(walk), noiseError(walk)));
        }
        return Double.isNaN(most) ? Double.POSITIVE_INFINITY : most;
    }

    private static double dataError(PlanWalk walk) {
        return Math.abs(walk.point()[0] - walk.level().alpha());
    }

    private static double noiseError(PlanWalk walk) {
        double sigma = walk.level().sigma();
        return Math.abs(NormalLaw.deviationOf(walk.point()) - sigma) / Math.max(1, sigma);
    }

    private static String first(Trajectory plan) {
        PlanWalk walk = new NormalLaw(1, 0).walk(plan);
        do {
            walk.step();
        } while (!walk.ended() && dataError(walk) < EXACT && noiseError(walk) < EXACT);
        double kept = walk.point()[0];
        double noise = NormalLaw.deviationOf(walk.point());
        Level level = walk.level();
        List<String> wrong = new ArrayList<>();
        if (!(dataError(walk) < EXACT)) {
            wrong.add(String.format(Locale.ROOT, "%.4f of the data where α = %.4f", kept, level.alpha())
                    + confused(kept, level.alpha(), "α"));
        }
        if (!(noiseError(walk) < EXACT)) {
            wrong.add(String.format(Locale.ROOT, "noise of deviation %.4f where σ = %.4f", noise, level.sigma())
                    + confused(noise, level.sigma(), "σ"));
        }
        return "step " + walk.index() + " of " + plan.evaluations() + " holds " + String.join(" and ", wrong);
    }

    private static String confused(double found, double right, String symbol) {
        if (Math.abs(found - right * right) < EXACT) {
            return " (it is " + symbol + "²" + (symbol.equals("α") ? ": ᾱ was taken for α)" : ")");
        }
        return Math.abs(found * found - right) < EXACT ? " (it is √" + symbol + ")" : "";
    }
}
