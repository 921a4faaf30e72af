package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.jobs.Fault;
import dev.calotype.spi.Document;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs with vectors of attributes. */
final class AttributesJobTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    @SuppressWarnings("NullAway.Init")
    private VideoFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new VideoFarm(place);
        DrawnAttributes.write(place.resolve("models/looks"), List.of(8, 16), 2, 1);
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void jobsWithOtherVectorsAndNoneShareTheirCallsAndComeOutAsAlone() {
        Map<String, String> jobs = new LinkedHashMap<>();
        jobs.put("none", job("none", ""));
        jobs.put("usual", job("usual", looks("")));
        jobs.put("hue", job("hue", looks("\"hue\":0.8")));
        jobs.put("both", job("both", looks("\"hue\":-0.5,\"grain\":1")));
        Map<String, int[]> alone = new LinkedHashMap<>();
        jobs.forEach((id, json) -> alone.put(id, drawn(json)));
        assertThat(alone.get("usual")).as("zeros").isEqualTo(alone.get("none"));
        assertThat(alone.get("hue")).isNotEqualTo(alone.get("none")).isNotEqualTo(alone.get("both"));
        long before = farm.figures().calls();
        jobs.values().forEach(json -> farm.take(json, null));
        Map<String, List<Document>> together = farm.finish();
        assertThat(farm.figures().calls() - before).as("network calls").isEqualTo(before / jobs.size());
        alone.forEach((id, pixels) -> assertClose(id, pixels(Objects.requireNonNull(together.get(id))), pixels));
    }

    @Test
    void theFramesOfAVideoFollowTheVectorOfTheirJob() {
        String video = ",\"video\":{\"frames\":3},\"conditioners\":[{\"name\":\"motion\"}%s]";
        farm.take(job("bare", video.formatted("")), null);
        farm.take(job("led", video.formatted(",{\"name\":\"looks\",\"attributes\":{\"hue\":1}}")), null);
        Map<String, List<Document>> results = farm.finish();
        for (int frame = 4; frame < 7; frame++) {
            assertThat(pixels(Objects.requireNonNull(results.get("led")).get(frame)))
                    .isNotEqualTo(
                            pixels(Objects.requireNonNull(results.get("bare")).get(frame)));
        }
    }

    @Test
    void everythingWrongWithAVectorIsSaidAtTheDoor() {
        assertThat(farm.faults(job("a", looks("\"grian\":0.5,\"grain\":-2"))))
                .extracting(Fault::pointer, Fault::message)
                .containsExactlyInAnyOrder(
                        tuple(
                                "/conditioners/0/attributes/grain",
                                "conditioner 'looks': grain is -2.0; it must be -1.0 to 1.0"),
                        tuple(
                                "/conditioners/0/attributes/grian",
                                "conditioner 'looks' has no attribute 'grian'; did you mean \"grain\"?"));
        assertThat(farm.faults(job("b", looks("\"hue\":\"high\""))))
                .extracting(Fault::message)
                .containsExactly("\"hue\" must be a number; found the text \"high\"");
    }

    private static void assertClose(String id, int[] found, int[] wanted) {
        for (int i = 0; i < found.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(Math.abs((found[i] >> shift & 255) - (wanted[i] >> shift & 255)))
                        .as(id)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private int[] drawn(String json) {
        farm.take(json, null);
        return pixels(farm.finish().values().iterator().next());
    }

    private static int[] pixels(List<Document> files) {
        return pixels(files.getFirst());
    }

    private static int[] pixels(Document file) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file.content()));
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String looks(String attributes) {
        return ",\"conditioners\":[{\"name\":\"looks\",\"attributes\":{" + attributes + "}}]";
    }

    private static String job(String id, String more) {
        return "{\"id\":\"" + id
                + "\",\"model\":\"base\",\"prompt\":\"a boat\",\"seed\":3,\"steps\":3,\"sampler\":\"euler\","
                + "\"width\":48,\"height\":32" + more + "}";
    }
}
