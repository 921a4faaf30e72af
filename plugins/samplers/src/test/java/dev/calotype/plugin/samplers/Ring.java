package dev.calotype.plugin.samplers;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Row;
import java.util.List;

/**
 * Points in the plane around eight modes on the unit circle, each of deviation 0.1, on a path; a latent holds all first
 * coordinates, then all second ones. The denoiser is exact: the modes' own denoisers, weighted by how likely each is.
 */
record Ring(Path path) implements Network {
    private static final int MODES = 8;
    private static final double DEVIATION = 0.1;

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return rows.stream().map(this::denoised).toList();
    }

    private float[] denoised(Row row) {
        Level level = path.atTime(row.time());
        float[] clean = new float[row.x().length];
        int count = clean.length / 2;
        for (int i = 0; i < count; i++) {
            double[] point = denoised(row.x()[i], row.x()[i + count], level);
            clean[i] = (float) point[0];
            clean[i + count] = (float) point[1];
        }
        return clean;
    }

    private static double[] denoised(double x, double y, Level level) {
        double spread = level.alpha() * level.alpha() * DEVIATION * DEVIATION + level.sigma() * level.sigma();
        double pull = level.alpha() * DEVIATION * DEVIATION / spread;
        double nearest = likelihood(x, y, level, spread, (int) Math.rint(Math.atan2(y, x) * MODES / (2 * Math.PI)));
        double[] sum = new double[3];
        for (int mode = 0; mode < MODES; mode++) {
            double weight = Math.exp(likelihood(x, y, level, spread, mode) - nearest);
            sum[0] += weight * (across(mode) + pull * (x - level.alpha() * across(mode)));
            sum[1] += weight * (up(mode) + pull * (y - level.alpha() * up(mode)));
            sum[2] += weight;
        }
        return new double[] {sum[0] / sum[2], sum[1] / sum[2]};
    }

    private static double likelihood(double x, double y, Level level, double spread, int mode) {
        double right = x - level.alpha() * across(mode);
        double above = y - level.alpha() * up(mode);
        return -(right * right + above * above) / (2 * spread);
    }

    private static double across(int mode) {
        return Math.cos(2 * Math.PI * mode / MODES);
    }

    private static double up(int mode) {
        return Math.sin(2 * Math.PI * mode / MODES);
    }
}
