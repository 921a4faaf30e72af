package dev.calotype.plugin.t2iadapter;

import dev.calotype.spi.Raster;

/** Hints as an adapter reads them. */
final class Hints {
    private static final int COLOURS = 3;
    private static final float WHITE = 255;
    private static final int BITS = 16;
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;

    private Hints() {}

    /** A picture as channels×H×W in [0, 1]; one channel is brightness (ITU-R BT.601, in the fixed point of Pillow). */
    static float[] values(Raster picture, int channels) {
        int size = picture.width() * picture.height();
        float[] values = new float[channels * size];
        for (int i = 0; i < values.length; i++) {
            int pixel = COLOURS * (i % size);
            values[i] = (channels == COLOURS ? level(picture, pixel + i / size) : grey(picture, pixel)) / WHITE;
        }
        return values;
    }

    private static int grey(Raster picture, int pixel) {
        int sum = RED * level(picture, pixel) + GREEN * level(picture, pixel + 1) + BLUE * level(picture, pixel + 2);
        return (sum + (1 << (BITS - 1))) >> BITS;
    }

    private static int level(Raster picture, int at) {
        return picture.rgb()[at] & 255;
    }
}
