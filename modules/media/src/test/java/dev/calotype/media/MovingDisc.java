package dev.calotype.media;

import dev.calotype.spi.Raster;
import java.util.ArrayList;
import java.util.List;

/** Clips of an orange disc that crosses a navy ground from left to right. */
final class MovingDisc {
    static final int[] DISC = {250, 140, 30};
    static final int[] GROUND = {20, 28, 70};

    private MovingDisc() {}

    static Clip clip(int width, int height, int frames, int fps) {
        List<Raster> all = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            all.add(frame(width, height, x(width, frames, i)));
        }
        return new Clip(all, fps);
    }

    /** Where the disc's centre is in a frame. */
    static double x(int width, int frames, int index) {
        return width * (0.2 + 0.6 * index / Math.max(1, frames - 1));
    }

    private static Raster frame(int width, int height, double centre) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int row = i / width;
            double away = Math.hypot(i % width + 0.5 - centre, row + 0.5 - height / 2.0);
            int[] colour = away < height / 6.0 ? DISC : GROUND;
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * i + channel] = (byte) colour[channel];
            }
        }
        return new Raster(width, height, rgb);
    }
}
