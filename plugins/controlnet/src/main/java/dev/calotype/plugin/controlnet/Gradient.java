package dev.calotype.plugin.controlnet;

/**
 * Sobel's derivatives of a brightness, repeating its edge.
 *
 * @param width in pixels
 * @param across rows from the top, from −4 to 4
 * @param down the same
 */
@SuppressWarnings("ArrayRecordComponent")
record Gradient(int width, float[] across, float[] down) {
    static Gradient of(Pixels grey) {
        int width = grey.width();
        float[] across = new float[width * grey.height()];
        float[] down = new float[across.length];
        for (int i = 0; i < across.length; i++) {
            int x = i % width;
            int y = i / width;
            for (int step = -1; step <= 1; step++) {
                int weight = 2 - Math.abs(step);
                across[i] += weight * (grey.near(0, x + 1, y + step) - grey.near(0, x - 1, y + step));
                down[i] += weight * (grey.near(0, x + step, y + 1) - grey.near(0, x + step, y - 1));
            }
        }
        return new Gradient(width, across, down);
    }

    /** Euclidean length. */
    double length(int place) {
        return Math.hypot(across[place], down[place]);
    }
}
