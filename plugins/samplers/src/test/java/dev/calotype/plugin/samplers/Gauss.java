package dev.calotype.plugin.samplers;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Row;
import java.util.List;

/**
 * Normal data of a mean and deviation on a path. The denoiser is exact, E[x0 | x] = μ + αs²/(α²s² + σ²)·(x − αμ), and so is the
 * end of every probability flow: the distance from αμ grows as √(α²s² + σ²).
 */
record Gauss(double mean, double deviation, Path path) implements Network {
    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return rows.stream().map(this::denoised).toList();
    }

    private float[] denoised(Row row) {
        Level level = path.atTime(row.time());
        double weight = level.alpha() * deviation * deviation / spread(level);
        float[] clean = new float[row.x().length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (mean + weight * (row.x()[i] - level.alpha() * mean));
        }
        return clean;
    }

    /** Where the probability flow from {@code x} at one level arrives at another. */
    double flow(double x, Level from, Level to) {
        return to.alpha() * mean + (x - from.alpha() * mean) * Math.sqrt(spread(to) / spread(from));
    }

    private double spread(Level level) {
        return level.alpha() * level.alpha() * deviation * deviation + level.sigma() * level.sigma();
    }
}
