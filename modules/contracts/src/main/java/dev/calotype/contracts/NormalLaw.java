package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;

/**
 * Normal data, walked as a law and not by samples: a point is an affine form, its mean first, then its shares of
 * independent standard normals (the data's own, the start's noise, each later draw). On normal data every update is affine,
 * so a walk gives the exact mean and deviation of its results, without any chance.
 *
 * <p>The denoiser is E[x0 | x] = μ + αs²/(α²s² + σ²)·(x − αμ); along the probability flow the distance from αμ grows as
 * √(α²s² + σ²).
 *
 * @param mean μ
 * @param deviation s; 0 is data that always is the same
 */
public record NormalLaw(double mean, double deviation) implements ExactDenoiser {
    private static final int DRAWS = 2;

    /** A law at the start and after every step is a form of this size. */
    public static int size(Trajectory plan) {
        return DRAWS + plan.draws();
    }

    /** The walk of the law through a plan, from the data's own law. */
    public PlanWalk walk(Trajectory plan) {
        int size = size(plan);
        double[] origin = new double[size];
        origin[0] = mean;
        origin[1] = deviation;
        return new PlanWalk(plan, origin, this, draw -> unit(size, DRAWS + draw));
    }

    @Override
    public double[] denoised(double[] x, Level level) {
        double weight = deviation == 0 ? 0 : level.alpha() * deviation * deviation / spread(level);
        return moved(x, level.alpha() * mean, weight, mean);
    }

    /** Where the probability flow takes a point from one level to another. */
    public double[] flow(double[] x, Level from, Level to) {
        return moved(x, from.alpha() * mean, Math.sqrt(spread(to) / spread(from)), to.alpha() * mean);
    }

    /** The deviation of noisy data at a level. */
    public double deviation(Level level) {
        return Math.sqrt(spread(level));
    }

    /** The deviation of a point: the length of its shares. */
    public static double deviationOf(double[] point) {
        double sum = 0;
        for (int i = 1; i < point.length; i++) {
            sum += point[i] * point[i];
        }
        return Math.sqrt(sum);
    }

    private double spread(Level level) {
        return level.alpha() * level.alpha() * deviation * deviation + level.sigma() * level.sigma();
    }

    /** The distance from one mean, scaled and put onto another. */
    private static double[] moved(double[] x, double from, double scale, double to) {
        double[] moved = new double[x.length];
        for (int i = 1; i < x.length; i++) {
            moved[i] = scale * x[i];
        }
        moved[0] = to + scale * (x[0] - from);
        return moved;
    }

    private static double[] unit(int size, int at) {
        double[] unit = new double[size];
        unit[at] = 1;
        return unit;
    }
}
