package dev.calotype.contracts;

import dev.calotype.spi.Level;
import java.util.Random;

/**
 * Data in the plane around eight modes, evenly on a circle, each of deviation 0.1; an array holds all first coordinates,
 * then all second ones. The denoiser is exact: the modes' own denoisers, weighted by how likely each is.
 *
 * @param radius of the circle
 */
public record Ring(double radius) implements ExactDenoiser {
    static final int MODES = 8;
    static final double DEVIATION = 0.1;

    @Override
    public double[] denoised(double[] x, Level level) {
        double[] clean = new double[x.length];
        int count = x.length / 2;
        for (int i = 0; i < count; i++) {
            denoise(x[i], x[i + count], level, clean, i);
        }
        return clean;
    }

    /** The mean of the projection of a mode onto a direction. */
    double along(int mode, double direction) {
        return across(mode) * Math.cos(direction) + up(mode) * Math.sin(direction);
    }

    /** Points of the data. */
    double[] sample(int count, Random random) {
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++) {
            int mode = random.nextInt(MODES);
            points[i] = across(mode) + DEVIATION * random.nextGaussian();
            points[i + count] = up(mode) + DEVIATION * random.nextGaussian();
        }
        return points;
    }

    private void denoise(double x, double y, Level level, double[] clean, int at) {
        double alpha = level.alpha();
        double spread = alpha * alpha * DEVIATION * DEVIATION + level.sigma() * level.sigma();
        double pull = alpha * DEVIATION * DEVIATION / spread;
        double nearest = likelihood(x, y, alpha, spread, (int) Math.rint(Math.atan2(y, x) * MODES / (2 * Math.PI)));
        double sum = 0;
        for (int mode = 0; mode < MODES; mode++) {
            double weight = Math.exp(likelihood(x, y, alpha, spread, mode) - nearest);
            clean[at] += weight * (across(mode) + pull * (x - alpha * across(mode)));
            clean[at + clean.length / 2] += weight * (up(mode) + pull * (y - alpha * up(mode)));
            sum += weight;
        }
        clean[at] /= sum;
        clean[at + clean.length / 2] /= sum;
    }

    private double likelihood(double x, double y, double alpha, double spread, int mode) {
        double right = x - alpha * across(mode);
        double above = y - alpha * up(mode);
        return -(right * right + above * above) / (2 * spread);
    }

    private double across(int mode) {
        return radius * Math.cos(2 * Math.PI * mode / MODES);
    }

    private double up(int mode) {
        return radius * Math.sin(2 * Math.PI * mode / MODES);
    }
}
