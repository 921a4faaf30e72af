package dev.calotype.networks;

import dev.calotype.spi.Raster;

/**
 * A picture as CLIP's encoder takes it, as CLIPImageProcessor prepares it: the shorter side resized by cubics to the encoder's,
 * the square in the middle cut out, and each channel normalised by the mean and deviation of CLIP's own training pictures.
 */
public final class ClipPixels {
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};
    private static final int COLOURS = 3;
    private static final double SHARE = 1 / 255.0;

    private ClipPixels() {}

    /** The normalised picture, 3×side×side. */
    public static float[] of(Raster picture, int side) {
        Raster resized = CubicResizing.of(
                picture, sized(picture.width(), picture, side), sized(picture.height(), picture, side));
        int left = (resized.width() - side) / 2;
        int top = (resized.height() - side) / 2;
        float[] values = new float[COLOURS * side * side];
        for (int i = 0; i < values.length; i++) {
            int colour = i / (side * side);
            int y = top + i / side % side;
            int x = left + i % side;
            int level = resized.rgb()[COLOURS * (y * resized.width() + x) + colour] & 255;
            values[i] = ((float) (level * SHARE) - (float) MEAN[colour]) / (float) DEVIATION[colour];
        }
        return values;
    }

    /** One side of the resized picture: the shorter one is {@code side}, the longer in proportion, rounded down. */
    private static int sized(int length, Raster picture, int side) {
        int shorter = Math.min(picture.width(), picture.height());
        return length == shorter ? side : (int) ((long) side * length / shorter);
    }
}
