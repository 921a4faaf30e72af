package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Document;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs whose prompts count where a mask is white. */
final class RegionJobTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    @SuppressWarnings("NullAway.Init")
    private VideoFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new VideoFarm(place);
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void aMaskOfTheLeftHalfIsABoxOfTheLeftHalfToTheBit() throws IOException {
        String kept = farm.keep("image/png", half(48, 32));
        String inline = "data:image/png;base64," + Base64.getEncoder().encodeToString(half(48, 32));
        int[] boxed = drawn(job("boxed", "\"box\":{\"right\":0.5}"));
        assertThat(drawn(job("kept", "\"mask\":\"" + kept + "\""))).isEqualTo(boxed);
        assertThat(drawn(job("inline", "\"mask\":\"" + inline + "\""))).isEqualTo(boxed);
        assertThat(drawn(job("all", "\"weight\":6"))).isNotEqualTo(boxed);
    }

    @Test
    void jobsWithOtherRegionsOrNoneShareTheirCallsAndComeOutAsAlone() throws IOException {
        String kept = farm.keep("image/png", half(96, 64));
        List<String> jobs = List.of(
                job("a", "\"mask\":\"" + kept + "\""), job("b", "\"box\":{\"top\":0.5}"), job("c", "\"weight\":2"));
        List<int[]> alone = jobs.stream().map(this::drawn).toList();
        long before = farm.figures().calls();
        jobs.forEach(job -> farm.take(job, null));
        Map<String, List<Document>> together = farm.finish();
        assertThat(farm.figures().calls() - before).isEqualTo(before / jobs.size());
        for (int i = 0; i < jobs.size(); i++) {
            int[] own = pixels(
                    Objects.requireNonNull(together.get(List.of("a", "b", "c").get(i))));
            for (int at = 0; at < own.length; at++) {
                assertThat(Math.abs((own[at] & 255) - (alone.get(i)[at] & 255))).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aBlackMaskIsRefusedInWords() throws IOException {
        String black = farm.keep(
                "image/png", PictureFileTest.file(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png"));
        assertThatThrownBy(() -> farm.take(job("black", "\"mask\":\"" + black + "\""), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the mask of the prompt 'a lake' is black all over");
    }

    private int[] drawn(String json) {
        farm.take(json, null);
        return pixels(farm.finish().values().iterator().next());
    }

    private static int[] pixels(List<Document> files) {
        try {
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(files.getFirst().content()));
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String job(String id, String region) {
        return "{\"id\":\"" + id + "\",\"model\":\"base\",\"prompt\":\"a hill\",\"steps\":3,\"seed\":5,\"width\":48,"
                + "\"height\":32,\"guidance\":{\"kind\":\"composed\",\"prompts\":[{\"prompt\":\"a lake\"," + region
                + "}]}}";
    }

    private static byte[] half(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, width / 2, height);
        return PictureFileTest.file(image, "png");
    }
}
