package dev.calotype.training;

import static dev.calotype.training.Picture.PIXELS;
import static dev.calotype.training.Picture.SIDE;

/** How much a pixel counts in a reconstruction: more where it differs from a pixel beside it. */
final class EdgeWeights {
    private static final float EDGE = 5;
    private static final float DIFFERENT = 8;

    private EdgeWeights() {}

    /** Writes 64 × 64 weights from a place in an array on. */
    static void write(Picture picture, float[] weights, int start) {
        float[] values = picture.values();
        for (int i = 0; i < PIXELS; i++) {
            weights[start + i] = edge(values, i) ? EDGE : 1;
        }
    }

    private static boolean edge(float[] values, int index) {
        int row = index / SIDE;
        int column = index % SIDE;
        return (column > 0 && differ(values, index, index - 1))
                || (column < SIDE - 1 && differ(values, index, index + 1))
                || (row > 0 && differ(values, index, index - SIDE))
                || (row < SIDE - 1 && differ(values, index, index + SIDE));
    }

    private static boolean differ(float[] values, int a, int b) {
        return Math.abs(values[a] - values[b]) > DIFFERENT
                || Math.abs(values[PIXELS + a] - values[PIXELS + b]) > DIFFERENT
                || Math.abs(values[2 * PIXELS + a] - values[2 * PIXELS + b]) > DIFFERENT;
    }
}
