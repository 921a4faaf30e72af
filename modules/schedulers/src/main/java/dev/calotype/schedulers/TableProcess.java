package dev.calotype.schedulers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;
import java.util.Arrays;

/**
 * The variance-preserving process of a discrete table: α_t = √ᾱ_t, σ_t = √(1 − ᾱ_t).
 *
 * <p>Between entries the ratio σ/α is linear in time, and the time of a ratio is linear in log(σ/α), both as the
 * reference's schedulers interpolate. Immutable.
 */
final class TableProcess implements NoiseProcess {
    private static final double SAME = 1e-6;

    private final double[] alphaSquared;
    private final double[] ratios;
    private final float[] logs;

    /** A process from ᾱ, which falls with time; the last entry may be 0. */
    TableProcess(float[] table) {
        alphaSquared = new double[table.length];
        ratios = new double[table.length];
        logs = new float[table.length];
        for (int i = 0; i < table.length; i++) {
            alphaSquared[i] = table[i];
            ratios[i] = (float) Math.sqrt((1 - table[i]) / table[i]);
            logs[i] = (float) Math.log(ratios[i]);
        }
    }

    @Override
    public Level atTime(double time) {
        int last = ratios.length - 1;
        if (!(time >= 0 && time <= last)) {
            throw new IllegalArgumentException("time " + time + " is outside the model's table, 0 to " + last);
        }
        int entry = (int) time;
        double share = time - entry;
        if (share == 0) {
            return new Level(Math.sqrt(alphaSquared[entry]), Math.sqrt(1 - alphaSquared[entry]), time);
        }
        double next = ratios[entry + 1];
        if (Double.isInfinite(next)) {
            double between = alphaSquared[entry] * (1 - share);
            return new Level(Math.sqrt(between), Math.sqrt(1 - between), time);
        }
        return level(ratios[entry] + share * (next - ratios[entry]), time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        if (!(sigmaOverAlpha >= 0)) {
            throw new IllegalArgumentException("a ratio σ/α is at least 0; found " + sigmaOverAlpha);
        }
        return sigmaOverAlpha == 0 ? Level.clean(0) : level(sigmaOverAlpha, timeOf(sigmaOverAlpha));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(ratios.length - 1, 0, ratios.length);
    }

    /** Where ln(σ/α) lies between those of the table, which the reference holds in single precision. */
    private double timeOf(double ratio) {
        int last = ratios.length - 1;
        if (Double.isInfinite(ratios[last]) && ratio > ratios[last - 1]) {
            return last - alphaSquaredAt(ratio) / alphaSquared[last - 1];
        }
        double log = Math.log(snapped(ratio));
        int low = 0;
        while (low < last - 1 && log >= logs[low + 1]) {
            low++;
        }
        return low + Math.clamp((log - logs[low]) / (logs[low + 1] - logs[low]), 0, 1);
    }

    /** A ratio that was computed from a level of the table, as the table has it. */
    private double snapped(double ratio) {
        int found = Arrays.binarySearch(ratios, ratio);
        if (found < 0) {
            int above = Math.min(-found - 1, ratios.length - 1);
            int below = Math.max(above - 1, 0);
            found = ratios[above] - ratio < ratio - ratios[below] ? above : below;
        }
        return Math.abs(ratios[found] - ratio) < SAME * ratio ? ratios[found] : ratio;
    }

    private static Level level(double ratio, double time) {
        double alpha = Math.sqrt(alphaSquaredAt(ratio));
        return new Level(alpha, Double.isInfinite(ratio) ? 1 : ratio * alpha, time);
    }

    private static double alphaSquaredAt(double ratio) {
        return 1 / (1 + ratio * ratio);
    }
}
