package dev.calotype.media;

import dev.calotype.spi.Raster;

/**
 * A picture as brightness and, at half the resolution, two colour differences: ITU-R BT.709, limited range (items 3.2 to
 * 3.5). Sides are even; what lies beyond the picture repeats its edge.
 */
@SuppressWarnings("ArrayRecordComponent")
record Yuv420(byte[] luma, byte[] blue, byte[] red) {
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;
    private static final double MOST = 255;

    Yuv420(Raster picture, int width, int height) {
        this(new byte[width * height], new byte[width * height / 4], new byte[width * height / 4]);
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                block(picture, width, x, y);
            }
        }
    }

    /** Four pixels: their brightness each, and the mean of their colour differences. */
    private void block(Raster picture, int width, int x, int y) {
        double sumBlue = 0;
        double sumRed = 0;
        for (int i = 0; i < 4; i++) {
            int column = x + i % 2;
            int row = y + i / 2;
            int at =
                    3 * (Math.min(row, picture.height() - 1) * picture.width() + Math.min(column, picture.width() - 1));
            double r = (picture.rgb()[at] & 255) / MOST;
            double g = (picture.rgb()[at + 1] & 255) / MOST;
            double b = (picture.rgb()[at + 2] & 255) / MOST;
            double light = RED * r + GREEN * g + BLUE * b;
            luma[row * width + column] = (byte) Math.round(16 + 219 * light);
            sumBlue += (b - light) / (2 * (1 - BLUE));
            sumRed += (r - light) / (2 * (1 - RED));
        }
        int half = y / 2 * (width / 2) + x / 2;
        blue[half] = (byte) Math.round(128 + 224 * sumBlue / 4);
        red[half] = (byte) Math.round(128 + 224 * sumRed / 4);
    }
}
