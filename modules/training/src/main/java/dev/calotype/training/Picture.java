package dev.calotype.training;

import java.awt.image.BufferedImage;

/**
 * A picture of 64 × 64 pixels.
 *
 * @param values 3 × 64 × 64 in C order (channel, row, column), 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(float[] values) {
    /** Pixels a side. */
    public static final int SIDE = 64;

    /** Pixels. */
    static final int PIXELS = SIDE * SIDE;

    /** Checks the length. */
    public Picture {
        if (values.length != 3 * PIXELS) {
            throw new IllegalArgumentException("a picture has " + 3 * PIXELS + " values; found " + values.length);
        }
    }

    /** The colour of pixel {@code row · 64 + column}. */
    Rgb pixel(int index) {
        return new Rgb(values[index], values[PIXELS + index], values[2 * PIXELS + index]);
    }

    void paint(int index, Rgb colour) {
        values[index] = (float) colour.red();
        values[PIXELS + index] = (float) colour.green();
        values[2 * PIXELS + index] = (float) colour.blue();
    }

    /** From network values, −1 to 1, in the same order; what lies outside is clamped. */
    public static Picture ofSigned(float[] signed) {
        float[] values = new float[signed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp((signed[i] + 1) * 127.5f, 0, 255);
        }
        return new Picture(values);
    }

    /** From an image of this size, such as one that was read from a file. */
    public static Picture of(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        float[] values = new float[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = pixels[i] >> 16 & 255;
            values[pixels.length + i] = pixels[i] >> 8 & 255;
            values[2 * pixels.length + i] = pixels[i] & 255;
        }
        return new Picture(values);
    }

    /** To network values, −1 to 1. */
    float[] signed() {
        float[] signed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            signed[i] = values[i] / 127.5f - 1;
        }
        return signed;
    }
}
