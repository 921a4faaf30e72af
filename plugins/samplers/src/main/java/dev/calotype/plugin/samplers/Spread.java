package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Levels spread between two ratios σ/α along a curve.
 *
 * @param ends between which levels, where {@code smallest} and {@code largest} are 0
 * @param offset added to the times of leading spacing
 * @param smallest σ/α of the last evaluation; 0 takes that of {@code ends}
 * @param largest σ/α of the start; 0 takes that of {@code ends}
 * @param end where the walk ends
 * @param times how exactly the network is told the time
 */
record Spread(Ends ends, int offset, double smallest, double largest, End end, Times times) {
    private static final int MOST = 10_000;

    /** A falling curve between two values. */
    @FunctionalInterface
    interface Curve {
        /** The value at a share, 0 at the high end and 1 at the low. */
        double at(double share, double high, double low);
    }

    /** Checks the ranges. */
    Spread {
        Check.atLeastZero("offset", offset);
        Check.atLeastZero("smallest", smallest);
        Check.atLeastZero("largest", largest);
    }

    List<Level> levels(int steps, NoiseProcess process, Curve curve) {
        double[] bounds = bounds(Check.steps(steps, MOST), process);
        List<Level> levels = new ArrayList<>();
        for (double ratio : ratios(steps, bounds, curve)) {
            levels.add(times.of(process.atRatio(ratio)));
        }
        levels.add(end.after(levels.getLast(), process));
        return levels;
    }

    /** {@code count} values along the curve, from {@code bounds[0]} down to {@code bounds[1]}. */
    static double[] ratios(int count, double[] bounds, Curve curve) {
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            double share = count == 1 ? 0 : (double) i / (count - 1);
            ratios[i] = curve.at(share, bounds[0], bounds[1]);
        }
        return ratios;
    }

    /** The largest and the smallest ratio. */
    double[] bounds(int steps, NoiseProcess process) {
        double first = process.range().noisiest();
        double last = process.range().cleanest();
        if (ends != Ends.PROCESS) {
            double[] times = ends.times(offset, steps, Discrete.table(process));
            first = times[0];
            last = times[steps - 1];
        }
        double high = largest > 0 ? largest : process.atTime(first).ratio();
        double low = smallest > 0 ? smallest : process.atTime(last).ratio();
        boolean falling = low < high || (low == high && steps == 1);
        if (!(low > 0 && high < Double.POSITIVE_INFINITY && falling)) {
            throw new IllegalArgumentException("levels are spread over 0 < smallest < largest < ∞ in σ/α; found " + low
                    + " to " + high + ", so give both");
        }
        return new double[] {high, low};
    }
}
