package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.Mask;
import dev.calotype.jobs.ImageChoice;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Pictures and masks brought to a job's size. */
final class JobPictureTest {
    private static final ImageChoice.Extension NONE = ImageChoice.Extension.NONE;

    @Test
    void aPictureOfTheJobsSizeIsOnlyShifted() {
        var given = new Planes(3, 1, 2, new float[] {0, 1, 0.5f, 0.25f, 1, 0});
        JobPicture picture = JobPicture.of(new ImageChoice("", null, 0.5, NONE), 1, 2, given, null);
        assertThat(picture.picture().values()).containsExactly(-1, 1, 0, -0.5f, 1, -1);
        assertThat(picture.picture().shape()).containsExactly(3, 2, 1);
        assertThat(picture.mask()).isNull();
    }

    @Test
    void anExtensionRepeatsTheEdgeAndIsPainted() {
        var given = new Planes(3, 1, 1, new float[] {1, 0.5f, 0});
        var asked = new ImageChoice("", null, 1, new ImageChoice.Extension(1, 0, 2, 1));
        JobPicture picture = JobPicture.of(asked, 4, 2, given, null);
        assertThat(picture.picture().values())
                .startsWith(1, 1, 1, 1, 1, 1, 1, 1, 0, 0)
                .endsWith(-1, -1);
        Mask mask = Objects.requireNonNull(picture.mask());
        assertThat(mask.values()).containsExactly(1, 0, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void aMaskIsTheBrightnessInItsPlaceWithinTheExtension() {
        var given = new Planes(3, 2, 1, new float[6]);
        var mask = new Planes(3, 2, 1, new float[] {1, 0, 1, 0, 1, 0});
        var asked = new ImageChoice("", "m", 1, new ImageChoice.Extension(1, 0, 0, 0));
        Mask painted =
                Objects.requireNonNull(JobPicture.of(asked, 3, 1, given, mask).mask());
        assertThat(painted.values()).containsExactly(new float[] {1, 1, 0}, within(1e-6f));
    }

    @Test
    void resizingKeepsAnEvenPictureEvenAndAStepWhereItIs() {
        float[] even = new float[3 * 30 * 20];
        Arrays.fill(even, 0.25f);
        Planes small = Lanczos.resized(new Planes(3, 30, 20, even), 8, 16);
        assertThat(small.width()).isEqualTo(8);
        assertThat(small.height()).isEqualTo(16);
        assertThat(small.values())
                .hasSize(3 * 8 * 16)
                .usingComparatorWithPrecision(1e-5f)
                .containsOnly(0.25f);
        float[] step = new float[64];
        Arrays.fill(step, 32, 64, 1);
        float[] shrunk = Lanczos.resized(new Planes(1, 64, 1, step), 16, 1).values();
        assertThat(shrunk[0]).isZero();
        assertThat(shrunk[15]).isCloseTo(1, within(1e-6f));
        assertThat(shrunk[7]).isLessThan(0.5f);
        assertThat(shrunk[7] + shrunk[8]).isCloseTo(1, within(1e-5f));
    }
}
