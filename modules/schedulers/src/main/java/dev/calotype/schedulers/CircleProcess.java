package dev.calotype.schedulers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** The variance-preserving process σ = sin(πt/2), α = cos(πt/2), continuous from t = 1 to 0. */
record CircleProcess() implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        if (!(time >= 0 && time <= 1)) {
            throw new IllegalArgumentException("time " + time + " is outside the process, 0 to 1");
        }
        double angle = time * Math.PI / 2;
        return new Level(time == 1 ? 0 : Math.cos(angle), Math.sin(angle), time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        if (!(sigmaOverAlpha >= 0)) {
            throw new IllegalArgumentException("a ratio σ/α is at least 0; found " + sigmaOverAlpha);
        }
        return atTime(Math.atan(sigmaOverAlpha) * 2 / Math.PI);
    }

    @Override
    public TimeRange range() {
        return new TimeRange(1, 0, 0);
    }
}
