package dev.calotype.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws the losses of a stage over its steps, both axes as they are, the loss by its logarithm. */
final class LossCurve {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int EDGE = 60;

    private LossCurve() {}

    /** Reads lines of {@code step,loss} and writes a PNG; fewer than two lines draw nothing. */
    static void draw(Path losses, Path png) {
        if (!Files.exists(losses)) {
            return;
        }
        try {
            List<double[]> points = Files.readAllLines(losses).stream()
                    .map(line -> line.split(","))
                    .map(cells -> new double[] {Double.parseDouble(cells[0]), Math.log10(Double.parseDouble(cells[1]))})
                    .toList();
            if (points.size() > 1) {
                ImageIO.write(image(points), "png", png.toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(png + " cannot be drawn from " + losses, e);
        }
    }

    private static BufferedImage image(List<double[]> points) {
        double last = points.getLast()[0];
        double low = points.stream().mapToDouble(p -> p[1]).min().orElseThrow();
        double high = Math.max(points.stream().mapToDouble(p -> p[1]).max().orElseThrow(), low + 1e-6);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.DARK_GRAY);
        pen.drawRect(EDGE, EDGE / 2, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE);
        pen.drawString(String.format(Locale.ROOT, "%.4f", Math.pow(10, high)), 4, EDGE / 2 + 10);
        pen.drawString(String.format(Locale.ROOT, "%.4f", Math.pow(10, low)), 4, HEIGHT - 3 * EDGE / 2);
        pen.drawString("step " + (long) last, WIDTH - 3 * EDGE, HEIGHT - EDGE);
        pen.setColor(new Color(180, 60, 30));
        pen.setStroke(new BasicStroke(1.5f));
        Path2D line = new Path2D.Double();
        for (double[] point : points) {
            double x = EDGE + point[0] / last * (WIDTH - 2 * EDGE);
            double y = EDGE / 2.0 + (high - point[1]) / (high - low) * (HEIGHT - 2 * EDGE);
            if (line.getCurrentPoint() == null) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        pen.draw(line);
        pen.dispose();
        return image;
    }
}
