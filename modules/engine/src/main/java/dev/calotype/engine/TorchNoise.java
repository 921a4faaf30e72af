package dev.calotype.engine;

/**
 * The normal stream that torch's generator on the host draws from a seed, in Java, so that a seed gives the picture
 * that users of the reference know.
 *
 * <p>Draws of 16 values or more follow torch's vectorised fill (Box and Muller 1958 over blocks of 16), smaller ones its
 * scalar path, which keeps a spare value for the next small draw. Being plain Java, the bits do not depend on the
 * processor's vector width; they differ from torch's by at most the last digits of its fast cosine and logarithm.
 */
public final class TorchNoise implements Noise {
    private static final int BLOCK = 16;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private final MersenneTwister generator;
    private double spare = Double.NaN;

    /** The stream of a seed, of which torch uses the low 32 bits. */
    public TorchNoise(long seed) {
        generator = new MersenneTwister((int) seed);
    }

    @Override
    public float[] draw(int count) {
        float[] values = new float[count];
        if (count < BLOCK) {
            for (int i = 0; i < count; i++) {
                values[i] = (float) scalar();
            }
            return values;
        }
        fill(values, 0, count);
        for (int start = 0; start + BLOCK <= count; start += BLOCK) {
            transform(values, start);
        }
        if (count % BLOCK != 0) {
            fill(values, count - BLOCK, count);
            transform(values, count - BLOCK);
        }
        return values;
    }

    private void fill(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = (generator.bits() & 0xffffff) * 0x1p-24f;
        }
    }

    private static void transform(float[] values, int start) {
        for (int j = start; j < start + BLOCK / 2; j++) {
            float radius = (float) Math.sqrt(-2 * (float) Math.log(1 - values[j]));
            float angle = TWO_PI * values[j + BLOCK / 2];
            values[j] = radius * (float) Math.cos(angle);
            values[j + BLOCK / 2] = radius * (float) Math.sin(angle);
        }
    }

    private double scalar() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        double angle = 2 * Math.PI * uniform();
        double radius = Math.sqrt(-2 * Math.log1p(-uniform()));
        spare = radius * Math.sin(angle);
        return radius * Math.cos(angle);
    }

    private double uniform() {
        return (generator.longBits() & ((1L << 53) - 1)) * 0x1p-53;
    }
}
