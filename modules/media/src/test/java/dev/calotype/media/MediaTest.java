package dev.calotype.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** Videos as files, read back as a player or a browser reads them. */
class MediaTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void pureNoiseIsAFilmToo() throws IOException {
        var random = new Random(3);
        List<Raster> frames = new ArrayList<>();
        for (int frame = 0; frame < 10; frame++) {
            byte[] rgb = new byte[3 * 64 * 64];
            random.nextBytes(rgb);
            frames.add(new Raster(64, 64, rgb));
        }
        assertThat(decode(new Clip(frames, 6)).frames()).hasSize(10);
    }

    @Test
    void anMp4ShowsEveryFrameInItsPlaceAndColoursAtItsSpeed() throws IOException {
        Clip clip = MovingDisc.clip(64, 64, 16, 8);
        DecodedMp4 seen = decode(clip);
        assertThat(seen.frames()).hasSize(16);
        assertThat(seen.fps()).isEqualTo(8);
        assertThat(seen.seconds()).isCloseTo(2, within(0.01));
        for (int i = 0; i < 16; i++) {
            Raster frame = seen.frames().get(i);
            assertThat(centre(frame)).as("centre in frame %d", i).isCloseTo(MovingDisc.x(64, 16, i), within(0.8));
            assertThat(distance(frame, (int) MovingDisc.x(64, 16, i), 32, MovingDisc.DISC))
                    .isLessThan(14);
            assertThat(distance(frame, 2, 2, MovingDisc.GROUND)).isLessThan(14);
        }
    }

    @Test
    void anMp4OfOddSidesOneFrameOrAnUnusualSpeedIsOneToo() throws IOException {
        DecodedMp4 odd = decode(MovingDisc.clip(51, 37, 5, 30));
        assertThat(odd.frames()).hasSize(5);
        assertThat(odd.frames().getFirst().width()).isEqualTo(52);
        assertThat(odd.frames().getFirst().height()).isEqualTo(38);
        assertThat(decode(MovingDisc.clip(32, 32, 1, 1)).frames()).hasSize(1);
        DecodedMp4 large = decode(MovingDisc.clip(512, 320, 3, 120));
        assertThat(large.frames()).hasSize(3);
        assertThat(large.fps()).isEqualTo(120);
    }

    @Test
    void aGifShowsEveryFrameAndLoopsForever() throws IOException {
        Clip clip = MovingDisc.clip(64, 48, 8, 8);
        byte[] gif = Gif.encode(clip);
        Files.write(folder.resolve("disc.gif"), gif);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(8);
            int hundredths = 0;
            for (int i = 0; i < 8; i++) {
                int x = (int) MovingDisc.x(64, 8, i);
                assertThat(reader.read(i).getRGB(x, 24) & 0xffffff)
                        .as("frame %d", i)
                        .isEqualTo(0xfa8c1e);
                assertThat(reader.read(i).getRGB(1, 1) & 0xffffff).isEqualTo(0x141c46);
                hundredths += Integer.parseInt(
                        node(reader, i, "GraphicControlExtension").getAttribute("delayTime"));
            }
            assertThat(hundredths).as("eight frames at eight a second").isEqualTo(100);
            IIOMetadataNode loop = node(reader, 0, "ApplicationExtension");
            assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
            assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void aPaletteOfManyColoursIsNearEachOfThem() throws IOException {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < 64 * 64; i++) {
            rgb[3 * i] = (byte) (4 * (i % 64));
            rgb[3 * i + 1] = (byte) (4 * (i / 64));
            rgb[3 * i + 2] = (byte) 90;
        }
        var picture = new Raster(64, 64, rgb);
        var shown = ImageIO.read(new ByteArrayInputStream(Gif.encode(new Clip(List.of(picture), 10))));
        double sum = 0;
        for (int i = 0; i < 64 * 64; i++) {
            int red = (shown.getRGB(i % 64, i / 64) >> 16 & 255) - (rgb[3 * i] & 255);
            int green = (shown.getRGB(i % 64, i / 64) >> 8 & 255) - (rgb[3 * i + 1] & 255);
            sum += Math.hypot(red, green);
        }
        assertThat(sum / (64 * 64)).isLessThan(8);
    }

    @Test
    void aSheetHasEveryFrameInRowsAndAPosterIsTheMiddle() {
        Clip clip = MovingDisc.clip(20, 10, 6, 8);
        Raster sheet = FrameSheet.of(clip);
        assertThat(sheet.width()).isEqualTo(3 * 22 + 2);
        assertThat(sheet.height()).isEqualTo(2 * 12 + 2);
        for (int i = 0; i < 6; i++) {
            int left = 2 + i % 3 * 22;
            int row = i / 3;
            int x = left + (int) MovingDisc.x(20, 6, i);
            assertThat(distance(sheet, x, 2 + 12 * row + 5, MovingDisc.DISC))
                    .as("frame %d", i)
                    .isZero();
        }
        assertThat(clip.poster()).isSameAs(clip.frames().get(3));
        assertThat(FrameSheet.of(MovingDisc.clip(4, 4, 100, 8)).width())
                .as("no more than 64")
                .isEqualTo(8 * 6 + 2);
    }

    @Test
    void aClipThatIsNoneIsRefused() {
        Raster small = new Raster(1, 1, new byte[3]);
        Raster large = new Raster(2, 1, new byte[6]);
        assertThatThrownBy(() -> new Clip(List.of(), 8)).hasMessageContaining("at least one frame");
        assertThatThrownBy(() -> new Clip(List.of(small), 0)).hasMessageContaining("fps is 0");
        assertThatThrownBy(() -> new Clip(List.of(small, large), 8)).hasMessageContaining("1×1 and 2×1");
    }

    private DecodedMp4 decode(Clip clip) throws IOException {
        Path file = folder.resolve("clip.mp4");
        Files.write(file, Mp4.encode(clip));
        return DecodedMp4.read(file);
    }

    private static IIOMetadataNode node(ImageReader reader, int frame, String name) throws IOException {
        var root = (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        NodeList found = root.getElementsByTagName(name);
        return (IIOMetadataNode) found.item(0);
    }

    /** The mean column of all pixels that are nearer to the disc than to the ground. */
    private static double centre(Raster frame) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            int x = i % frame.width();
            int y = i / frame.width();
            if (distance(frame, x, y, MovingDisc.DISC) < distance(frame, x, y, MovingDisc.GROUND)) {
                columns.add(x);
            }
        }
        return columns.stream().mapToInt(x -> x).average().orElse(Double.NaN) + 0.5;
    }

    private static double distance(Raster frame, int x, int y, int[] colour) {
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            int away = (frame.rgb()[3 * (y * frame.width() + x) + channel] & 255) - colour[channel];
            sum += away * away;
        }
        return Math.sqrt(sum);
    }
}
