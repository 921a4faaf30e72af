package dev.calotype.engine;

/** Whether all values are numbers. */
final class Finite {
    private static final int EXPONENT = 0x7f800000;
    private static final int ONE = 0x00800000;

    private Finite() {}

    /** An exponent of ones means infinity or no number; one more carries into the sign, which is looked at once. */
    static boolean all(float[] values) {
        int seen = 0;
        for (float value : values) {
            seen |= (Float.floatToRawIntBits(value) & EXPONENT) + ONE;
        }
        return seen >= 0;
    }
}
