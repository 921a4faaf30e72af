package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is read of picture files, and what is refused before and while decoding. */
final class PictureFileTest {
    @Test
    void readsColoursAsTheFileMeansThem() throws IOException {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF336699);
        image.setRGB(1, 0, 0x00FF0000);
        Planes planes = PictureFile.decode(file(image, "png"));
        assertThat(planes.width()).isEqualTo(2);
        assertThat(planes.values()).containsExactly(new float[] {0.2f, 1, 0.4f, 0, 0.6f, 0}, within(1e-6f));
    }

    @Test
    void readsGreyWithoutBrighteningIt() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            var image = new BufferedImage(1, 1, type);
            int white = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65_535;
            image.getRaster().setSample(0, 0, 0, white / 5);
            Planes planes = PictureFile.decode(file(image, "png"));
            assertThat(planes.values()).containsExactly(new float[] {0.2f, 0.2f, 0.2f}, within(1e-3f));
        }
    }

    @Test
    void readsTheSizeOfBothFormatsWithoutDecoding() throws IOException {
        var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        assertThat(PictureHeader.read(Arrays.copyOf(file(image, "png"), 33)))
                .isEqualTo(new PictureHeader(PictureHeader.Format.PNG, 300, 200));
        assertThat(PictureHeader.read(file(image, "jpeg")))
                .isEqualTo(new PictureHeader(PictureHeader.Format.JPEG, 300, 200));
    }

    @Test
    void refusesABombByItsHeader() throws IOException {
        byte[] bomb = file(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        assertThatThrownBy(() -> PictureFile.decode(bomb))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the picture is 60000×60000 pixels; at most 16777216 pixels");
        ByteBuffer.wrap(bomb).putInt(16, -1).putInt(20, 1);
        assertThatThrownBy(() -> PictureFile.decode(bomb)).hasMessageContaining("2147483647×1 pixels");
        ByteBuffer.wrap(bomb).putInt(16, 0);
        assertThatThrownBy(() -> PictureFile.decode(bomb)).hasMessageContaining("0×1 pixels");
        assertThatThrownBy(() -> PictureFile.decode(new byte[PictureHeader.MOST_BYTES + 1]))
                .hasMessageContaining("at most 33554432 are read");
    }

    @Test
    void refusesWhatIsCutOffWhereverItIs() throws IOException {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 7919);
        }
        for (String format : new String[] {"png", "jpeg"}) {
            byte[] whole = file(image, format);
            assertThat(PictureFile.decode(whole).height()).isEqualTo(64);
            for (int length : new int[] {0, 1, 10, 30, 100, whole.length / 2}) {
                assertThatThrownBy(() -> PictureFile.decode(Arrays.copyOf(whole, length)))
                        .as(format + " of " + length + " bytes")
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void damagedBytesAreAPictureOrARefusalAndNothingElse() throws IOException {
        var random = RandomGenerator.of("L64X128MixRandom");
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (String format : new String[] {"png", "jpeg"}) {
            byte[] whole = file(image, format);
            for (int i = 0; i < 300; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                try {
                    assertThat(PictureFile.decode(damaged).planes()).isEqualTo(3);
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageNotContainingAny("null");
                }
            }
        }
    }

    @Test
    void refusesOtherFormats() throws IOException {
        var image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        assertThatThrownBy(() -> PictureFile.decode(file(image, "bmp")))
                .hasMessage("the file is neither PNG nor JPEG; save the picture as one of these");
    }

    static byte[] file(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
