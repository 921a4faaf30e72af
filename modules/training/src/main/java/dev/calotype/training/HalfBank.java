package dev.calotype.training;

/**
 * Pieces of equal length, kept in half precision. Different pieces may be written by different threads.
 *
 * @param halves the pieces one after the other
 * @param length values a piece
 */
@SuppressWarnings("ArrayRecordComponent")
record HalfBank(short[] halves, int length) {
    static HalfBank empty(int count, int length) {
        return new HalfBank(new short[Math.multiplyExact(count, length)], length);
    }

    /** How many pieces there are. */
    int count() {
        return halves.length / length;
    }

    /** Keeps pieces from an index on. */
    void write(int first, float[] values) {
        for (int i = 0; i < values.length; i++) {
            halves[first * length + i] = Float.floatToFloat16(values[i]);
        }
    }

    /** Copies a piece to a place in an array. */
    void read(int index, float[] values, int start) {
        for (int i = 0; i < length; i++) {
            values[start + i] = Float.float16ToFloat(halves[index * length + i]);
        }
    }
}
