package dev.calotype.engine;

import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network answered to one walk's rows at one point, as its guidance sees it. An answer may be longer than the
 * point; only as many values as the point has are the prediction.
 *
 * @param point the latent the network was evaluated at
 * @param level its level
 * @param prediction what an answer means
 * @param rows the answers, in the order of the rows
 * @param stock what the guidance kept from an earlier evaluation, or null
 * @param result where the denoised latent is to be written
 */
@SuppressWarnings("ArrayRecordComponent")
record Answers(
        float[] point,
        Level level,
        Prediction prediction,
        List<float[]> rows,
        float @Nullable [] stock,
        float[] result) {

    int size() {
        return point.length;
    }

    float[] row(int index) {
        return rows.get(index);
    }

    /** D = skip·x + out·a, in double precision and rounded once. Writes it where it is told, which may be the answer. */
    float[] denoised(float[] answer, float[] denoised) {
        Scaling scaling = prediction.at(level);
        double skip = scaling.skip();
        double out = scaling.out();
        float[] x = point;
        for (int i = 0; i < denoised.length; i++) {
            denoised[i] = (float) (skip * x[i] + out * answer[i]);
        }
        return denoised;
    }
}
