package dev.calotype.engine;

import dev.calotype.spi.Signal;

/**
 * Which part of a picture is to be painted anew.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values rows from the top; 1 is painted anew, 0 is kept; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Mask(int width, int height, float[] values) {
    private static final float HALF = 0.5f;

    /**
     * Checks that the values fill the mask.
     *
     * @throws IllegalArgumentException if they do not
     */
    public Mask {
        if (values.length != width * height) {
            throw new IllegalArgumentException(
                    "a mask of " + width + "×" + height + " pixels has " + values.length + " values");
        }
    }

    /** The same mask with every value either 0 or, from a half on, 1. */
    public Mask binary() {
        float[] binary = new float[values.length];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = values[i] < HALF ? 0 : 1;
        }
        return new Mask(width, height, binary);
    }

    /** The mask at another size, each value that of the pixel at or before its place. */
    public Mask nearest(int newWidth, int newHeight) {
        float[] shrunk = new float[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int from = (int) ((long) y * height / newHeight) * width;
            for (int x = 0; x < newWidth; x++) {
                shrunk[y * newWidth + x] = values[from + (int) ((long) x * width / newWidth)];
            }
        }
        return new Mask(newWidth, newHeight, shrunk);
    }

    /**
     * A picture without the part to be painted anew, which becomes 0.
     *
     * @param picture C×H×W of this mask's height and width
     */
    public Signal hide(Signal picture) {
        float[] hidden = picture.values().clone();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = values[i % values.length] < HALF ? hidden[i] : 0;
        }
        return new Signal(hidden, picture.shape());
    }
}
