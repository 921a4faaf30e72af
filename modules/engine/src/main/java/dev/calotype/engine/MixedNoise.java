package dev.calotype.engine;

/**
 * Noise on the way from one stream to another: every draw is interpolated on the sphere (Shoemake 1985, "Animating rotation
 * with quaternion curves", section 3.3), sin((1 − t)ω)/sin ω·a + sin(tω)/sin ω·b with ω the angle between a and b, so that its
 * length stays that of noise. At t = 0 it is the first stream to the bit, at 1 the second.
 */
public final class MixedNoise implements Noise {
    private final Noise first;
    private final Noise second;
    private final double share;

    /**
     * Noise between two streams.
     *
     * @param share t, from 0 to 1
     * @throws IllegalArgumentException if the share is none
     */
    public MixedNoise(Noise first, Noise second, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a variation's share is " + share + "; it must lie from 0 to 1");
        }
        this.first = first;
        this.second = second;
        this.share = share;
    }

    @Override
    public float[] draw(int count) {
        float[] a = first.draw(count);
        float[] b = second.draw(count);
        if (share == 0 || share == 1) {
            return share == 0 ? a : b;
        }
        double angle = angle(a, b);
        double sine = Math.sin(angle);
        double ofFirst = sine < 1e-6 ? 1 - share : Math.sin((1 - share) * angle) / sine;
        double ofSecond = sine < 1e-6 ? share : Math.sin(share * angle) / sine;
        float[] mixed = new float[count];
        for (int i = 0; i < count; i++) {
            mixed[i] = (float) (ofFirst * a[i] + ofSecond * b[i]);
        }
        return mixed;
    }

    private static double angle(float[] a, float[] b) {
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            ofA += (double) a[i] * a[i];
            ofB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(ofA * ofB);
        return lengths == 0 ? 0 : Math.acos(Math.clamp(product / lengths, -1, 1));
    }
}
