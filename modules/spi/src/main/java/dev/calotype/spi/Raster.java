package dev.calotype.spi;

/**
 * A picture.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb rows from the top, three unsigned bytes a pixel
 */
@SuppressWarnings("ArrayRecordComponent")
public record Raster(int width, int height, byte[] rgb) implements Product {
    /** Checks that the bytes fill the picture. */
    public Raster {
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    width + "×" + height + " pixels need " + 3 * width * height + " bytes; found " + rgb.length);
        }
    }

    /** The picture that 3×H×W values in [−1, 1] stand for, rounded to bytes. */
    public static Raster of(Signal picture) {
        int height = picture.shape().get(1);
        int width = picture.shape().get(2);
        byte[] rgb = new byte[3 * height * width];
        for (int i = 0; i < rgb.length; i++) {
            double value = (picture.values()[i % 3 * height * width + i / 3] + 1.0) / 2;
            rgb[i] = (byte) Math.round(255 * Math.clamp(value, 0, 1));
        }
        return new Raster(width, height, rgb);
    }
}
