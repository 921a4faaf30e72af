package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The series of the normal transform against Java's own functions, to the ends of what a generator can draw. */
final class BoxMullerTest {
    private static final int ALL = 1 << 24;
    private static final int STEP = 997;

    @Test
    void radiiAreThoseOfTheLogarithmUpToBothEnds() {
        float[] radii = new float[ALL / STEP + 3];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = place(i) * 0x1p-24f;
        }
        BoxMuller.radii(radii, new float[radii.length], radii.length);
        for (int i = 0; i < radii.length; i++) {
            double wanted = Math.sqrt(-2 * Math.log(place(i) * 0x1p-24));
            assertThat((double) radii[i]).as("u = %s/2^24", place(i)).isCloseTo(wanted, within(2e-7 * wanted));
        }
    }

    @Test
    void everyAngleHasItsSineAndCosine() {
        float[] cosines = new float[ALL / STEP + 3];
        float[] sines = new float[cosines.length];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) (2 * Math.PI) * (ALL - place(i)) * 0x1p-24f;
        }
        float[] angles = cosines.clone();
        BoxMuller.turns(cosines, sines, cosines.length);
        for (int i = 0; i < angles.length; i++) {
            assertThat((double) cosines[i]).as("cos %s", angles[i]).isCloseTo(Math.cos(angles[i]), within(4e-8));
            assertThat((double) sines[i]).as("sin %s", angles[i]).isCloseTo(Math.sin(angles[i]), within(4e-8));
        }
    }

    /** From 1 to 2²⁴, both and the neighbours of the last among them. */
    private static int place(int i) {
        return Math.max(1, Math.min(ALL, i < 2 ? ALL - i : 1 + (i - 2) * STEP));
    }
}
