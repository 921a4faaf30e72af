package dev.calotype.server;

/**
 * Resampling with the windowed sinc of three lobes (Duchon 1979, "Lanczos filtering in one and two dimensions"), widened where
 * the picture gets smaller, so that nothing aliases. Rows first, then columns.
 */
final class Lanczos {
    private static final int LOBES = 3;

    private Lanczos() {}

    /** The picture at another size, its values kept from 0 to 1. */
    static Planes resized(Planes picture, int width, int height) {
        Planes wide = picture.width() == width ? picture : transposed(tall(transposed(picture), width));
        return wide.height() == height ? wide : tall(wide, height);
    }

    private static Planes tall(Planes picture, int height) {
        float[] resized = new float[picture.planes() * height * picture.width()];
        for (int y = 0; y < height; y++) {
            var taps = Taps.of(y, height, picture.height());
            for (int plane = 0; plane < picture.planes(); plane++) {
                int to = (plane * height + y) * picture.width();
                int from = (plane * picture.height() + taps.first) * picture.width();
                for (int x = 0; x < picture.width(); x++) {
                    resized[to + x] = taps.sum(picture.values(), from + x, picture.width());
                }
            }
        }
        return new Planes(picture.planes(), picture.width(), height, resized);
    }

    private static Planes transposed(Planes picture) {
        int width = picture.width();
        int height = picture.height();
        float[] turned = new float[picture.values().length];
        for (int i = 0; i < turned.length; i++) {
            int plane = i / (width * height);
            int y = i / width % height;
            turned[(plane * width + i % width) * height + y] = picture.values()[i];
        }
        return new Planes(picture.planes(), height, width, turned);
    }

    /** The old rows that make a new one, from {@code first} on, and how much each counts. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Taps(int first, double[] weights) {
        static Taps of(int index, int size, int oldSize) {
            double ratio = (double) oldSize / size;
            double stretch = Math.max(1, ratio);
            double centre = (index + 0.5) * ratio;
            int first = Math.max(0, (int) (centre - LOBES * stretch + 0.5));
            int last = Math.min(oldSize, (int) (centre + LOBES * stretch + 0.5));
            double[] weights = new double[last - first];
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = kernel((first + i + 0.5 - centre) / stretch);
                total += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= total;
            }
            return new Taps(first, weights);
        }

        float sum(float[] values, int from, int stride) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * values[from + i * stride];
            }
            return (float) Math.clamp(sum, 0, 1);
        }

        private static double kernel(double x) {
            return Math.abs(x) >= LOBES ? 0 : sinc(x) * sinc(x / LOBES);
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        }
    }
}
