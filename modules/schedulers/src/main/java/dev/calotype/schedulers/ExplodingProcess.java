package dev.calotype.schedulers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/**
 * A variance-exploding process, α = 1 (Song et al. 2021, arXiv:2011.13456, section 3.4; Karras et al. 2022,
 * arXiv:2206.00364).
 *
 * @param smallest least σ
 * @param largest most σ
 * @param telling what the network is told of σ
 */
record ExplodingProcess(double smallest, double largest, Telling telling) implements NoiseProcess {
    /** What a network is told of σ. */
    enum Telling {
        /** σ itself. */
        SIGMA,
        /** ¼·ln σ. */
        QUARTER_LOG,
        /** 250·ln σ. */
        LOG_250,
        /** 2/π·arctan σ. */
        ARC;

        double time(double sigma) {
            return switch (this) {
                case SIGMA -> sigma;
                case QUARTER_LOG -> Math.log(sigma) / 4;
                case LOG_250 -> 250 * Math.log(sigma);
                case ARC -> Math.atan(sigma) * 2 / Math.PI;
            };
        }

        double sigma(double time) {
            return switch (this) {
                case SIGMA -> time;
                case QUARTER_LOG -> Math.exp(4 * time);
                case LOG_250 -> Math.exp(time / 250);
                case ARC -> Math.tan(time * Math.PI / 2);
            };
        }
    }

    @Override
    public Level atTime(double time) {
        TimeRange range = range();
        if (!(time >= range.cleanest() && time <= range.noisiest())) {
            throw new IllegalArgumentException(
                    "time " + time + " is outside the process, " + range.cleanest() + " to " + range.noisiest());
        }
        return new Level(1, telling.sigma(time), time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        if (!(sigmaOverAlpha >= 0)) {
            throw new IllegalArgumentException("a ratio σ/α is at least 0; found " + sigmaOverAlpha);
        }
        double known = Math.clamp(sigmaOverAlpha, smallest, largest);
        return new Level(1, sigmaOverAlpha, telling.time(known));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(telling.time(largest), telling.time(smallest), 0);
    }
}
