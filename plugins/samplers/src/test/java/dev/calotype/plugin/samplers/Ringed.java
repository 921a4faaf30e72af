package dev.calotype.plugin.samplers;

import dev.calotype.contracts.Ring;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Row;
import java.util.List;

/** The exact denoiser of eight modes on the unit circle as a network on a path. */
record Ringed(Path path) implements Network {
    private static final Ring RING = new Ring(1);

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return rows.stream().map(this::denoised).toList();
    }

    private float[] denoised(Row row) {
        Level level = path.atTime(row.time());
        double[] point = new double[row.x().length];
        for (int i = 0; i < point.length; i++) {
            point[i] = row.x()[i];
        }
        double[] clean = RING.denoised(point, level);
        float[] answer = new float[clean.length];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (float) clean[i];
        }
        return answer;
    }
}
