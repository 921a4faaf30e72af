package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Document;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sheet of pictures that follow a vector of attributes, which the page of the plugin {@code attributes} shows. Written
 * anew, to be looked at and kept, by {@code mvn -pl modules/server -am test -Dtest=AttributesSheetTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dcalotype.sheet=docs/attributes.png}.
 */
final class AttributesSheetTest {
    private static final Path KEPT = Path.of("../../docs/attributes.png");
    private static final Path SHAPES = Path.of("../../models/shapes");
    private static final List<String> ATTRIBUTES = List.of("hue", "grain");
    private static final int REACH = 3;
    private static final int CELL = 64;
    private static final int GAP = 4;

    /** Other processors round otherwise. */
    private static final double ROUNDING = 4;

    @Test
    void theSheetOnThePageShowsWhereAVectorLeads(@TempDir Path place) throws IOException {
        Path models = Files.createDirectory(place.resolve("models"));
        Files.createSymbolicLink(models.resolve("shapes"), SHAPES.toRealPath());
        DrawnAttributes.write(models.resolve("looks"), List.of(64, 96, 144), 1, 0.3);
        try (var farm = new VideoFarm(place)) {
            BufferedImage made = sheet(farm);
            String wanted = System.getProperty("calotype.sheet");
            if (wanted != null) {
                ImageIO.write(made, "png", Path.of("../..").resolve(wanted).toFile());
            }
            assertThat(Files.isRegularFile(KEPT))
                    .as("%s is there; the class says how it is made", KEPT)
                    .isTrue();
            assertThat(difference(ImageIO.read(KEPT.toFile()), made))
                    .as("mean difference of %s from what is drawn today, of 255", KEPT)
                    .isLessThan(ROUNDING);
        }
    }

    private static BufferedImage sheet(VideoFarm farm) throws IOException {
        for (String attribute : ATTRIBUTES) {
            for (int step = -REACH; step <= REACH; step++) {
                farm.take(job(attribute + step, attribute, (double) step / REACH), null);
            }
        }
        Map<String, List<Document>> pictures = farm.finish();
        var sheet = new BufferedImage(
                (2 * REACH + 1) * (CELL + GAP) + GAP,
                ATTRIBUTES.size() * (CELL + GAP) + GAP,
                BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < ATTRIBUTES.size(); row++) {
            for (int step = -REACH; step <= REACH; step++) {
                List<Document> files = Objects.requireNonNull(pictures.get(ATTRIBUTES.get(row) + step));
                BufferedImage picture =
                        ImageIO.read(new ByteArrayInputStream(files.getFirst().content()));
                int left = GAP + (step + REACH) * (CELL + GAP);
                sheet.getRaster().setRect(left, GAP + row * (CELL + GAP), picture.getRaster());
            }
        }
        return sheet;
    }

    private static String job(String id, String attribute, double value) {
        return "{\"id\":\"" + id + "\",\"model\":\"shapes\",\"seed\":4,"
                + "\"prompt\":\"a red circle at the left and a blue square at the right on a navy background\","
                + "\"conditioners\":[{\"name\":\"looks\",\"attributes\":{\"" + attribute + "\":" + value + "}}]}";
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        double sum = 0;
        for (int i = 0; i < one.getWidth() * one.getHeight(); i++) {
            int a = one.getRGB(i % one.getWidth(), i / one.getWidth());
            int b = other.getRGB(i % one.getWidth(), i / one.getWidth());
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((a >> shift & 255) - (b >> shift & 255)) / 3.0;
            }
        }
        return sum / (one.getWidth() * (double) one.getHeight());
    }
}
