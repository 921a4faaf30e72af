package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** Three noise processes in closed form, continuous from time 1 to time 0. */
enum Path implements NoiseProcess {
    /** α = cos(πt/2), σ = sin(πt/2). */
    PRESERVING {
        @Override
        public Level atTime(double time) {
            return new Level(Math.cos(time * Math.PI / 2), Math.sin(time * Math.PI / 2), time);
        }

        @Override
        double timeOf(double ratio) {
            return Math.atan(ratio) * 2 / Math.PI;
        }
    },
    /** α = 1, σ = 80t³. */
    EXPLODING {
        @Override
        public Level atTime(double time) {
            return new Level(1, 80 * time * time * time, time);
        }

        @Override
        double timeOf(double ratio) {
            return Math.cbrt(ratio / 80);
        }
    },
    /** α = 1 − t, σ = t. */
    STRAIGHT {
        @Override
        public Level atTime(double time) {
            return new Level(1 - time, time, time);
        }

        @Override
        double timeOf(double ratio) {
            return Double.isInfinite(ratio) ? 1 : ratio / (1 + ratio);
        }
    };

    abstract double timeOf(double ratio);

    @Override
    public Level atRatio(double ratio) {
        return ratio == 0 ? Level.clean(0) : atTime(timeOf(ratio));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(1, 0, 0);
    }
}
