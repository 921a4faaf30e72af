package dev.calotype.training;

import static dev.calotype.training.Picture.SIDE;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures side by side in one PNG. */
final class PictureGrid {
    private static final int SCALE = 2;
    private static final int CELL = SCALE * SIDE + 4;

    private PictureGrid() {}

    /** Writes the pictures row by row. */
    static void write(List<Picture> pictures, int columns, Path file) {
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage image = new BufferedImage(columns * CELL, rows * CELL, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pictures.size(); i++) {
            draw(pictures.get(i), image, i % columns * CELL, i / columns * CELL);
        }
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static void draw(Picture picture, BufferedImage image, int left, int top) {
        for (int y = 0; y < SCALE * SIDE; y++) {
            for (int x = 0; x < SCALE * SIDE; x++) {
                Rgb pixel = picture.pixel(y / SCALE * SIDE + x / SCALE);
                int rgb = (round(pixel.red()) << 16) | (round(pixel.green()) << 8) | round(pixel.blue());
                image.setRGB(left + x, top + y, rgb);
            }
        }
    }

    private static int round(double value) {
        return (int) Math.round(value);
    }
}
