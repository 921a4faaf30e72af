package dev.calotype.plugin.example;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Raster;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Draws waves below each other, two pixels a sample. */
final class WaveChart {
    private static final int ACROSS = 2;
    private static final int STRIP = 96;
    private static final double REACH = 1.3;

    private WaveChart() {}

    static Raster draw(LatentShape shape, float[] latent) {
        int waves = shape.axes().getFirst();
        int samples = shape.axes().getLast();
        var image = new BufferedImage(ACROSS * samples, STRIP * waves, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(250, 248, 243));
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int wave = 0; wave < waves; wave++) {
            pen.setColor(new Color(205, 198, 188));
            pen.setStroke(new BasicStroke(1));
            pen.drawLine(0, STRIP * wave + STRIP / 2, image.getWidth(), STRIP * wave + STRIP / 2);
            pen.setColor(new Color(110, 60, 35));
            pen.setStroke(new BasicStroke(1.5f));
            pen.draw(line(latent, wave * samples, samples, STRIP * wave));
        }
        pen.dispose();
        return raster(image);
    }

    private static Path2D line(float[] latent, int begin, int samples, int top) {
        var line = new Path2D.Double();
        for (int i = 0; i < samples; i++) {
            double x = ACROSS * (i + 0.5);
            double y = top + STRIP / 2.0 * (1 - Math.clamp(latent[begin + i], -REACH, REACH) / REACH);
            if (i == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        return line;
    }

    private static Raster raster(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new Raster(width, height, rgb);
    }
}
