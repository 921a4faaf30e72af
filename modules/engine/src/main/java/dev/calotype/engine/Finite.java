package dev.calotype.engine;

/** Whether all values are numbers. */
final class Finite {
    private Finite() {}

    /** Counts: x·0 + 1 is 1 of a finite x and no number of others, of which a cast makes 0. No branch, so that it is quick. */
    static boolean all(float[] values) {
        int finite = 0;
        for (float value : values) {
            finite += (int) (value * 0 + 1);
        }
        return finite == values.length;
    }
}
