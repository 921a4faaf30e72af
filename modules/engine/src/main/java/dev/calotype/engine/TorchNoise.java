package dev.calotype.engine;

/**
 * The normal stream that torch's generator on the host draws from a seed, in Java, so that a seed gives the picture
 * that users of the reference know.
 *
 * <p>Draws of 16 values or more follow torch's vectorised fill, smaller ones its scalar path, which keeps a spare value for
 * the next small draw. Being plain Java, the bits do not depend on the processor's vector width; they differ from torch's
 * by at most the last digits of its fast cosine and logarithm.
 */
public final class TorchNoise implements Noise {
    private final MersenneTwister generator;
    private final BoxMuller transform = new BoxMuller();
    private double spare = Double.NaN;

    /** The stream of a seed, of which torch uses the low 32 bits. */
    public TorchNoise(long seed) {
        generator = new MersenneTwister((int) seed);
    }

    @Override
    public float[] draw(int count) {
        float[] values = new float[count];
        if (count < BoxMuller.BLOCK) {
            for (int i = 0; i < count; i++) {
                values[i] = (float) scalar();
            }
            return values;
        }
        int rest = count % BoxMuller.BLOCK;
        transform.fill(values, 0, count - rest, generator);
        if (rest != 0) {
            generator.skip(rest);
            transform.fill(values, count - BoxMuller.BLOCK, count, generator);
        }
        return values;
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
