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
}
