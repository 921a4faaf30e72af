package dev.calotype.engine;

import java.util.Arrays;

/**
 * A quantile of values' sizes, interpolated linearly between the two around rank q·(n − 1). Sizes are counted by their
 * leading bits, which order them, and only those that share the wanted ranks' are sorted.
 */
final class SizeQuantile {
    private static final int SHIFT = 18;
    private static final int KINDS = 1 << (Integer.SIZE - 1 - SHIFT);

    private SizeQuantile() {}

    static float of(float[] values, float quantile) {
        float rank = quantile * (values.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, values.length - 1);
        int[] counts = new int[KINDS];
        for (float value : values) {
            counts[kind(value)]++;
        }
        int first = 0;
        int before = 0;
        while (before + counts[first] <= below) {
            before += counts[first++];
        }
        int last = first;
        int until = before + counts[first];
        while (until <= above) {
            until += counts[++last];
        }
        float[] sizes = between(values, first, last, until - before);
        float low = sizes[below - before];
        float high = sizes[above - before];
        float share = rank - below;
        return share < 0.5f ? low + share * (high - low) : high - (high - low) * (1 - share);
    }

    private static float[] between(float[] values, int first, int last, int count) {
        float[] sizes = new float[count];
        int found = 0;
        for (float value : values) {
            int kind = kind(value);
            if (kind >= first && kind <= last) {
                sizes[found++] = Math.abs(value);
            }
        }
        Arrays.sort(sizes);
        return sizes;
    }

    private static int kind(float value) {
        return Float.floatToRawIntBits(Math.abs(value)) >>> SHIFT;
    }
}
