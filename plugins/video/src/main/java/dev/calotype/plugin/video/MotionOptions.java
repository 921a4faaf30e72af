package dev.calotype.plugin.video;

import dev.calotype.networks.ContextWindows;

/**
 * What a job may ask of motion modules.
 *
 * @param window frames that are seen together where a video is longer; 0 takes as many as the modules know positions for
 * @param overlap share of a window that its neighbour sees too
 * @param strides how many strides windows have: 1 sees every frame, 2 also every second one, 3 also every fourth, and so on
 * @param loop whether the last frames are followed by the first
 * @param causal whether a frame sees only itself and those before it
 */
public record MotionOptions(int window, double overlap, int strides, boolean loop, boolean causal) {
    /** A job that says nothing. */
    public static final MotionOptions USUAL = new MotionOptions(0, 0.25, 1, false, false);

    private static final int MOST_STRIDES = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the window is negative, the overlap no share below 1 or a stride missing
     */
    public MotionOptions {
        if (window < 0) {
            throw new IllegalArgumentException(
                    "window is " + window + "; it must be at least 1, or 0 for the modules' own");
        }
        if (!(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException(
                    "overlap is " + overlap + "; it is the share of a window that is seen twice, from 0 to below 1");
        }
        if (strides < 1 || strides > MOST_STRIDES) {
            throw new IllegalArgumentException("strides is " + strides + "; it must be 1 to " + MOST_STRIDES);
        }
    }

    /** The windows, for modules that know positions for so many frames. */
    ContextWindows windows(int most) {
        int length = window == 0 ? most : window;
        return new ContextWindows(length, (int) (overlap * length), strides, loop);
    }
}
