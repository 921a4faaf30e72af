package dev.calotype.engine;

import java.util.Arrays;

/** Where in a picture something counts, and how much: the same at every size. */
public sealed interface Region {
    /**
     * How much each place of a latent counts: the mean of the region over the place, from 0 to 1.
     *
     * @return height×width, rows from the top
     */
    float[] shares(int height, int width);

    /** The whole picture. */
    record Everywhere() implements Region {
        @Override
        public float[] shares(int height, int width) {
            float[] shares = new float[height * width];
            Arrays.fill(shares, 1);
            return shares;
        }
    }

    /**
     * A rectangle, its sides as shares of the picture's width and height.
     *
     * @param left from the left
     * @param top from the top
     * @param right from the left, too
     * @param bottom from the top, too
     */
    record Box(double left, double top, double right, double bottom) implements Region {
        /**
         * Checks the sides.
         *
         * @throws IllegalArgumentException if a side is no share, or nothing lies between two
         */
        public Box {
            Ranges.share("left side of a region", left);
            Ranges.share("top of a region", top);
            Ranges.share("right side of a region", right);
            Ranges.share("bottom of a region", bottom);
            if (left >= right || top >= bottom) {
                throw new IllegalArgumentException("a region from " + left + " to " + right + " and from " + top
                        + " to " + bottom + " is empty; right and bottom must lie beyond left and top");
            }
        }

        @Override
        public float[] shares(int height, int width) {
            float[] shares = new float[height * width];
            for (int y = 0; y < height; y++) {
                double high = covered(y, height, top, bottom);
                for (int x = 0; x < width; x++) {
                    shares[y * width + x] = (float) (high * covered(x, width, left, right));
                }
            }
            return shares;
        }

        /** How much of a place lies between two ends. */
        private static double covered(int place, int count, double from, double to) {
            return Math.max(0, Math.min(place + 1.0, to * count) - Math.max(place, from * count));
        }
    }

    /** What a mask paints: 1 counts, 0 does not. */
    record Painted(Mask mask) implements Region {
        @Override
        public float[] shares(int height, int width) {
            float[] shares = new float[height * width];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = mean(i / width, height, i % width, width);
            }
            return shares;
        }

        /** The mean of the pixels that a place touches. */
        private float mean(int y, int height, int x, int width) {
            int left = first(x, width, mask.width());
            int right = last(x, width, mask.width());
            int top = first(y, height, mask.height());
            int bottom = last(y, height, mask.height());
            double sum = 0;
            for (int row = top; row < bottom; row++) {
                for (int column = left; column < right; column++) {
                    sum += mask.values()[row * mask.width() + column];
                }
            }
            return (float) (sum / ((bottom - top) * (double) (right - left)));
        }

        private static int first(int place, int places, int pixels) {
            return (int) ((long) place * pixels / places);
        }

        private static int last(int place, int places, int pixels) {
            return (int) (((place + 1L) * pixels + places - 1) / places);
        }
    }
}
