package dev.calotype.launcher;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Errors against evaluations, both by their logarithm, in panels side by side.
 *
 * @param panels at least one
 */
record ErrorChart(List<Panel> panels) {
    private static final int WIDTH = 1000;
    private static final int LEAST_HEIGHT = 800;
    private static final int LABEL = 22;
    private static final int NAMES = 4;

    /** An error that was measured. */
    record Point(int evaluations, double error) {}

    /** The errors of one sampler. */
    record Line(String name, List<Point> points) {}

    /**
     * A panel.
     *
     * @param title above it
     * @param unit what the errors are
     * @param lines one a sampler
     * @param floor the error that no sampler is better than but by chance
     */
    record Panel(String title, String unit, List<Line> lines, OptionalDouble floor) {
        /** Lines of the same errors are drawn once, under all their names. */
        Panel {
            Map<List<Long>, List<Line>> same = lines.stream()
                    .collect(Collectors.groupingBy(Panel::rounded, LinkedHashMap::new, Collectors.toList()));
            List<Line> distinct = new ArrayList<>();
            same.values()
                    .forEach(equal ->
                            distinct.add(new Line(names(equal), equal.getFirst().points())));
            lines = List.copyOf(distinct);
        }

        private static String names(List<Line> equal) {
            String shown = equal.stream().limit(NAMES).map(Line::name).collect(Collectors.joining(", "));
            return equal.size() > NAMES ? shown + " and " + (equal.size() - NAMES) + " more" : shown;
        }

        private static List<Long> rounded(Line line) {
            return line.points().stream()
                    .map(point -> Math.round(1000 * Math.log(point.error())))
                    .toList();
        }
    }

    /** Draws the chart and writes it as PNG. */
    void write(Path png) throws IOException {
        int most = panels.stream().mapToInt(panel -> panel.lines().size()).max().orElse(0);
        int height = Math.max(LEAST_HEIGHT, (most + 8) * LABEL);
        var image = new BufferedImage(WIDTH * panels.size(), height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), height);
        for (int i = 0; i < panels.size(); i++) {
            new ErrorPanel(panels.get(i), pen.create(i * WIDTH, 0, WIDTH, height), WIDTH, height).draw();
        }
        pen.dispose();
        if (!ImageIO.write(image, "png", png.toFile())) {
            throw new IOException("this Java writes no PNG");
        }
    }
}
