package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** Three noise processes in closed form, continuous from time 1000 to time 0; t is the time over 1000. */
public enum ProcessKind implements NoiseProcess {
    /** Variance preserving: α = cos(πt/2), σ = sin(πt/2). */
    PRESERVING {
        @Override
        public Level atTime(double time) {
            double angle = time / LENGTH * Math.PI / 2;
            return new Level(Math.cos(angle), Math.sin(angle), time);
        }

        @Override
        double timeOf(double ratio) {
            return LENGTH * Math.atan(ratio) * 2 / Math.PI;
        }
    },
    /** Variance exploding: α = 1, σ = 80t³. */
    EXPLODING {
        @Override
        public Level atTime(double time) {
            return new Level(1, 80 * Math.pow(time / LENGTH, 3), time);
        }

        @Override
        double timeOf(double ratio) {
            return LENGTH * Math.cbrt(ratio / 80);
        }
    },
    /** A straight path: α = 1 − t, σ = t. */
    STRAIGHT {
        @Override
        public Level atTime(double time) {
            return new Level(1 - time / LENGTH, time / LENGTH, time);
        }

        @Override
        double timeOf(double ratio) {
            return Double.isInfinite(ratio) ? LENGTH : LENGTH * ratio / (1 + ratio);
        }
    };

    private static final double LENGTH = 1000;

    abstract double timeOf(double ratio);

    /** The level at this share of the whole time: 1 is the noisy end, 0 the clean one. */
    public Level atShare(double share) {
        return atTime(LENGTH * share);
    }

    @Override
    public Level atRatio(double ratio) {
        return ratio == 0 ? Level.clean(0) : atTime(timeOf(ratio));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(LENGTH, 0, 0);
    }
}
