package dev.calotype.engine;

import dev.calotype.spi.LatentShape;
import java.util.List;

/** A latent brought to another height and width, each value linear between its four neighbours, pixels' centres aligned. */
public final class Enlargement {
    private Enlargement() {}

    /**
     * The latent in its new size.
     *
     * @param from channels, height, width
     * @param to as many channels
     * @throws IllegalArgumentException if the channels differ or the latent does not fill its shape
     */
    public static float[] of(float[] latent, LatentShape from, LatentShape to) {
        check(from, to);
        List<Integer> old = from.axes();
        List<Integer> wanted = to.axes();
        if (latent.length != from.size()) {
            throw new IllegalArgumentException(
                    "a latent of " + latent.length + " values does not fill the shape " + old);
        }
        float[] enlarged = new float[to.size()];
        int height = wanted.get(1);
        int width = wanted.get(2);
        for (int row = 0; row < old.getFirst() * height; row++) {
            int channel = row / height;
            var y = Place.of(row % height, height, old.get(1));
            int above = (channel * old.get(1) + y.before) * old.get(2);
            int below = (channel * old.get(1) + y.after) * old.get(2);
            for (int column = 0; column < width; column++) {
                var x = Place.of(column, width, old.get(2));
                double top = x.between(latent[above + x.before], latent[above + x.after]);
                double bottom = x.between(latent[below + x.before], latent[below + x.after]);
                enlarged[row * width + column] = (float) y.between(top, bottom);
            }
        }
        return enlarged;
    }

    /**
     * Checks that latents of one shape can be brought to another.
     *
     * @throws IllegalArgumentException if one of them is no picture's, or the channels differ
     */
    public static void check(LatentShape from, LatentShape to) {
        List<Integer> old = from.axes();
        List<Integer> wanted = to.axes();
        if (old.size() != 3 || wanted.size() != 3 || !old.getFirst().equals(wanted.getFirst())) {
            throw new IllegalArgumentException("a latent of shape " + old + " cannot be enlarged to " + wanted
                    + "; only pictures with the same channels can");
        }
    }

    /** Where a value lies between two of the old ones. */
    private record Place(int before, int after, double share) {
        static Place of(int index, int size, int oldSize) {
            double at = Math.max(0, (index + 0.5) * oldSize / size - 0.5);
            int before = Math.min((int) at, oldSize - 1);
            return new Place(before, Math.min(before + 1, oldSize - 1), at - before);
        }

        double between(double first, double second) {
            return first + share * (second - first);
        }
    }
}
