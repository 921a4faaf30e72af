package dev.calotype.networks;

import dev.calotype.spi.Raster;

/**
 * Resizing by cubic convolution (Keys 1981, "Cubic convolution interpolation for digital image processing", equation 4 with
 * a = −1/2), widened where the picture gets smaller. Rows first, then columns, each in fixed point and rounded to bytes, as
 * the Pillow library does, whose numbers CLIP's encoders were trained on.
 */
public final class CubicResizing {
    private static final int COLOURS = 3;
    private static final int BITS = 22;
    private static final double A = -0.5;
    private static final double REACH = 2;

    private CubicResizing() {}

    /** The picture at another size. */
    public static Raster of(Raster picture, int width, int height) {
        Raster wide = picture.width() == width ? picture : turned(tall(turned(picture), width));
        return wide.height() == height ? wide : tall(wide, height);
    }

    private static Raster tall(Raster picture, int height) {
        int stride = COLOURS * picture.width();
        byte[] resized = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            Taps taps = Taps.of(y, height, picture.height());
            for (int i = 0; i < stride; i++) {
                resized[y * stride + i] = taps.sum(picture.rgb(), taps.first() * stride + i, stride);
            }
        }
        return new Raster(picture.width(), height, resized);
    }

    /** Rows as columns. */
    private static Raster turned(Raster picture) {
        int columns = picture.width();
        int rows = picture.height();
        byte[] turned = new byte[picture.rgb().length];
        for (int i = 0; i < columns * rows; i++) {
            int to = i % columns * rows + i / columns;
            System.arraycopy(picture.rgb(), COLOURS * i, turned, COLOURS * to, COLOURS);
        }
        return new Raster(rows, columns, turned);
    }

    /** The old rows that make a new one, from {@code first} on, and how much each counts, times 2²². */
    @SuppressWarnings("ArrayRecordComponent")
    private record Taps(int first, int[] weights) {
        static Taps of(int index, int size, int oldSize) {
            double ratio = (double) oldSize / size;
            double stretch = Math.max(1, ratio);
            double centre = (index + 0.5) * ratio;
            int first = Math.max(0, (int) (centre - REACH * stretch + 0.5));
            int last = Math.min(oldSize, (int) (centre + REACH * stretch + 0.5));
            double[] shares = new double[last - first];
            double total = 0;
            for (int i = 0; i < shares.length; i++) {
                shares[i] = kernel((first + i - centre + 0.5) / stretch);
                total += shares[i];
            }
            int[] weights = new int[shares.length];
            for (int i = 0; i < weights.length; i++) {
                double fixed = shares[i] / total * (1 << BITS);
                weights[i] = (int) (fixed + Math.copySign(0.5, fixed));
            }
            return new Taps(first, weights);
        }

        byte sum(byte[] values, int from, int stride) {
            int sum = 1 << (BITS - 1);
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * (values[from + i * stride] & 255);
            }
            return (byte) Math.clamp(sum >> BITS, 0, 255);
        }

        private static double kernel(double x) {
            double d = Math.abs(x);
            if (d < 1) {
                return ((A + 2) * d - (A + 3)) * d * d + 1;
            }
            return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
        }
    }
}
