package dev.calotype.plugin.controlnet;

/**
 * Sobel's derivatives of a picture, repeating its edge; of several colours those of the one that changes most at each place, so
 * that an edge between colours of one brightness is an edge.
 *
 * @param width in pixels
 * @param across rows from the top, from −4 to 4
 * @param down the same
 */
@SuppressWarnings("ArrayRecordComponent")
record Gradient(int width, float[] across, float[] down) {
    static Gradient of(Pixels picture) {
        int size = picture.width() * picture.height();
        var steepest = new Gradient(picture.width(), new float[size], new float[size]);
        for (int i = 0; i < size; i++) {
            for (int plane = 0; plane < picture.planes(); plane++) {
                steepest.steeper(i, picture, plane);
            }
        }
        return steepest;
    }

    /** Takes a plane's derivatives at a place if they are larger. */
    private void steeper(int place, Pixels picture, int plane) {
        int x = place % width;
        int y = place / width;
        float dx = 0;
        float dy = 0;
        for (int step = -1; step <= 1; step++) {
            int weight = 2 - Math.abs(step);
            dx += weight * (picture.near(plane, x + 1, y + step) - picture.near(plane, x - 1, y + step));
            dy += weight * (picture.near(plane, x + step, y + 1) - picture.near(plane, x + step, y - 1));
        }
        if (Math.abs(dx) + Math.abs(dy) > Math.abs(across[place]) + Math.abs(down[place])) {
            across[place] = dx;
            down[place] = dy;
        }
    }

    /** Euclidean length. */
    double length(int place) {
        return Math.hypot(across[place], down[place]);
    }
}
