package dev.calotype.networks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How a video longer than motion modules were trained for is divided into overlapping windows: AnimateDiff's uniform
 * schedule. The windows of one noise level are shifted against those of another, so that no seam stays where it is. The shift
 * is a function of the level's time alone, so that a walk that goes on elsewhere, or in other company, has the same windows.
 *
 * @param length frames of a window, at least 1
 * @param overlap frames that neighbours share, below the length
 * @param strides how many strides there are: windows of every frame, of every second one, of every fourth and so on
 * @param loop whether the last frames are followed by the first
 */
public record ContextWindows(int length, int overlap, int strides, boolean loop) {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final double RANGE = 0x1p-53;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ContextWindows {
        if (length < 1 || overlap < 0 || overlap >= length || strides < 1) {
            throw new IllegalArgumentException("context windows of " + length + " frames that share " + overlap
                    + " with " + strides + " strides; a window needs a frame, less overlap than frames, and a stride");
        }
    }

    /** Windows of so many frames that share a quarter. */
    public static ContextWindows of(int length) {
        return new ContextWindows(length, length / 4, 1, false);
    }

    /** The frames of each window at a level; together they have every frame, each window one at most once. */
    public List<List<Integer>> at(double time, int frames) {
        if (frames <= length) {
            return List.of(IntStream.range(0, frames).boxed().toList());
        }
        Set<List<Integer>> windows = new LinkedHashSet<>();
        for (int stride = 1, k = 0; k < strides && (length - 1) * stride < frames; k++, stride *= 2) {
            add(windows, stride, shift(time), frames);
        }
        return List.copyOf(windows);
    }

    /** Windows with one stride: starts as far apart as the overlap allows, kept inside the video where it does not loop. */
    private void add(Set<List<Integer>> windows, int stride, double shift, int frames) {
        int apart = Math.max(1, length * stride - overlap);
        int last = frames - ((length - 1) * stride + 1);
        int offset = (int) (shift * apart);
        List<Integer> starts = new ArrayList<>();
        if (loop) {
            IntStream.iterate(offset, start -> start < frames + offset, start -> start + apart)
                    .forEach(starts::add);
        } else {
            IntStream.iterate(-offset, start -> start < last + apart, start -> start + apart)
                    .map(start -> Math.clamp(start, 0, last))
                    .forEach(starts::add);
        }
        for (int start : starts) {
            windows.add(IntStream.range(0, length)
                    .mapToObj(i -> (start + i * stride) % frames)
                    .toList());
        }
    }

    /** A share between 0 and 1 that differs from level to level. */
    private static double shift(double time) {
        long mixed = Double.doubleToLongBits(time) * SPREAD;
        mixed = (mixed ^ (mixed >>> 32)) * SPREAD;
        return (mixed >>> 11) * RANGE;
    }

    /** How much each frame of a window counts where windows meet: most in the middle, least at the ends. */
    static double weight(int place, int length) {
        return Math.min(place + 1, length - place);
    }
}
