package dev.calotype.plugin.controlnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Raster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The sheet of what preprocessors make, which the plugin's page shows. Written anew, to be looked at and kept, by
 * {@code mvn -pl plugins/controlnet -am test -Dtest=PreprocessorSheetTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dcalotype.sheet=docs/preprocessors.png}.
 */
final class PreprocessorSheetTest {
    private static final int CELL = 128;
    private static final int GAP = 4;
    private static final int COLUMNS = 6;
    private static final Path KEPT = Path.of("../../docs/preprocessors.png");

    @Test
    void theSheetOnThePageShowsWhatThePreprocessorsMake() throws IOException {
        BufferedImage made = sheet();
        String wanted = System.getProperty("calotype.sheet");
        if (wanted != null) {
            ImageIO.write(made, "png", Path.of("../..").resolve(wanted).toFile());
        }
        assertThat(Files.isRegularFile(KEPT))
                .as("%s is there; the class says how it is made", KEPT)
                .isTrue();
        BufferedImage kept = ImageIO.read(KEPT.toFile());
        assertThat(kept.getWidth()).isEqualTo(made.getWidth());
        assertThat(kept.getHeight()).isEqualTo(made.getHeight());
        assertThat(difference(kept, made))
                .as("mean difference of %s from what is made today, of 255", KEPT)
                .isLessThan(0.5);
    }

    private static BufferedImage sheet() throws IOException {
        List<Pixels> cells = new ArrayList<>();
        for (Pixels picture : List.of(drawn(), Scene.photograph(CELL))) {
            cells.add(Resizing.SMOOTH.apply(picture, CELL, CELL));
            Stream.of(
                            Preprocessor.CANNY,
                            Preprocessor.SOFT_EDGES,
                            Preprocessor.LINEART,
                            Preprocessor.SCRIBBLE,
                            Preprocessor.TILE)
                    .forEach(kind -> cells.add(made(kind, picture)));
        }
        for (var given : List.of(
                new Given(Preprocessor.DEPTH, Scene.depth(CELL)),
                new Given(Preprocessor.NORMAL, Scene.normals(CELL)),
                new Given(Preprocessor.SEGMENTATION, Scene.labels(48)))) {
            cells.add(Resizing.NEAREST.apply(given.map(), CELL, CELL));
            cells.add(made(given.kind(), given.map()));
        }
        return laidOut(cells);
    }

    private record Given(Preprocessor kind, Pixels map) {}

    /** As a job's conditioner does it: brought to the result's size, then made. */
    private static Pixels made(Preprocessor kind, Pixels picture) {
        Pixels sized = Fit.STRETCH.apply(picture, CELL, CELL, kind.resizing());
        return kind.apply(sized, ControlNetOptions.USUAL, 3);
    }

    /** A picture that the model shapes drew, 64 pixels a side, as if enlarged by a job. */
    private static Pixels drawn() throws IOException {
        BufferedImage image = ImageIO.read(
                Objects.requireNonNull(PreprocessorSheetTest.class.getResourceAsStream("drawn-by-shapes.png")));
        int size = image.getWidth() * image.getHeight();
        float[] values = new float[3 * size];
        for (int i = 0; i < 3 * size; i++) {
            int pixel = image.getRGB(i % size % image.getWidth(), i % size / image.getWidth());
            values[i] = (pixel >> 16 - 8 * (i / size) & 255) / 255f;
        }
        return new Pixels(3, image.getWidth(), image.getHeight(), values);
    }

    private static BufferedImage laidOut(List<Pixels> cells) {
        int rows = (cells.size() + COLUMNS - 1) / COLUMNS;
        var sheet =
                new BufferedImage(COLUMNS * (CELL + GAP) + GAP, rows * (CELL + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(new Color(128, 128, 128));
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        pen.dispose();
        for (int cell = 0; cell < cells.size(); cell++) {
            Raster raster = cells.get(cell).raster();
            int left = GAP + cell % COLUMNS * (CELL + GAP);
            int top = GAP + cell / COLUMNS * (CELL + GAP);
            for (int i = 0; i < CELL * CELL; i++) {
                int rgb = (raster.rgb()[3 * i] & 255) << 16
                        | (raster.rgb()[3 * i + 1] & 255) << 8
                        | (raster.rgb()[3 * i + 2] & 255);
                sheet.setRGB(left + i % CELL, top + i / CELL, rgb);
            }
        }
        return sheet;
    }

    private static double difference(BufferedImage one, BufferedImage other) {
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
