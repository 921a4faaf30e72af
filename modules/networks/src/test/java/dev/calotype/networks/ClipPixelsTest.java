package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures on their way to CLIP's encoder. */
class ClipPixelsTest {
    @Test
    void aPictureOfTheEncodersSizeIsNormalisedOnly() {
        float[] values = ClipPixels.of(grey(4, 4, 255), 4);
        assertThat(values).hasSize(3 * 16);
        assertThat(values[0]).isCloseTo((float) ((1 - 0.48145466) / 0.26862954), within(1e-6f));
        assertThat(values[16]).isCloseTo((float) ((1 - 0.4578275) / 0.26130258), within(1e-6f));
        assertThat(values[32]).isCloseTo((float) ((1 - 0.40821073) / 0.27577711), within(1e-6f));
    }

    @Test
    void theMiddleOfALongPictureIsCutOut() {
        // Columns 0 to 9: of 10×4, columns 3 to 6 are left.
        byte[] rgb = new byte[3 * 40];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (20 * (i / 3 % 10));
        }
        float[] values = ClipPixels.of(new Raster(10, 4, rgb), 4);
        for (int x = 0; x < 4; x++) {
            assertThat(values[x]).isCloseTo((float) ((20 * (3 + x) / 255.0 - 0.48145466) / 0.26862954), within(1e-5f));
        }
    }

    @Test
    void doublingWeighsFourNeighboursByKeysCubic() {
        // At a quarter between pixels Keys' weights are −9, 111, 29, −3 of 128; at an edge those that are there, made
        // to sum to 1.
        byte[] rgb = row(0, 100, 200, 40);
        Raster doubled = CubicResizing.of(new Raster(4, 1, rgb), 8, 1);
        assertThat(level(doubled, 3)).isEqualTo((int) Math.round((111 * 100 + 29 * 200 - 3 * 40) / 128.0));
        assertThat(level(doubled, 4)).isEqualTo((int) Math.round((29 * 100 + 111 * 200 - 9 * 40) / 128.0));
        assertThat(level(doubled, 0)).isEqualTo(0);
        assertThat(level(doubled, 7)).isEqualTo((int) Math.round((-9 * 200 + 111 * 40) / 102.0));
    }

    @Test
    void halvingAveragesOverTwiceTheReach() {
        Raster halved = CubicResizing.of(grey(16, 16, 77), 8, 8);
        assertThat(level(halved, 0)).isEqualTo(77);
        assertThat(level(halved, 63)).isEqualTo(77);
        byte[] steps = row(0, 0, 0, 0, 255, 255, 255, 255);
        Raster edge = CubicResizing.of(new Raster(8, 1, steps), 4, 1);
        assertThat(level(edge, 1) + level(edge, 2)).isEqualTo(255);
        assertThat(level(edge, 1)).isLessThan(20);
    }

    private static int level(Raster picture, int pixel) {
        return picture.rgb()[3 * pixel] & 255;
    }

    private static byte[] row(int... levels) {
        byte[] rgb = new byte[3 * levels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) levels[i / 3];
        }
        return rgb;
    }

    private static Raster grey(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return new Raster(width, height, rgb);
    }
}
