package dev.calotype.plugin.controlnet;

import dev.calotype.spi.Raster;
import dev.calotype.spi.Signal;
import java.util.Arrays;
import java.util.List;

/**
 * A picture as planes of values from 0 to 1.
 *
 * @param planes how many, such as three colours or one brightness
 * @param width in pixels
 * @param height in pixels
 * @param values plane by plane, rows from the top; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record Pixels(int planes, int width, int height, float[] values) {
    /** A job's picture, from −1 to 1. */
    static Pixels of(Signal picture) {
        float[] values = new float[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (picture.values()[i] + 1) / 2;
        }
        List<Integer> axes = picture.shape();
        return new Pixels(axes.get(0), axes.get(2), axes.get(1), values);
    }

    float at(int plane, int x, int y) {
        return values[(plane * height + y) * width + x];
    }

    /** The value there, or at the nearest place inside. */
    float near(int plane, int x, int y) {
        return at(plane, Math.clamp(x, 0, width - 1), Math.clamp(y, 0, height - 1));
    }

    /** One plane: 0.299 red, 0.587 green and 0.114 blue (ITU-R BT.601, section 2.5.1). */
    Pixels brightness() {
        if (planes == 1) {
            return this;
        }
        int size = width * height;
        float[] grey = new float[size];
        for (int i = 0; i < size; i++) {
            grey[i] = 0.299f * values[i] + 0.587f * values[size + i] + 0.114f * values[2 * size + i];
        }
        return new Pixels(1, width, height, grey);
    }

    /** One plane: at each place the darkest of all. */
    Pixels darkest() {
        float[] least = Arrays.copyOf(values, width * height);
        for (int i = least.length; i < values.length; i++) {
            least[i % least.length] = Math.min(least[i % least.length], values[i]);
        }
        return new Pixels(1, width, height, least);
    }

    /** The first plane so many times. */
    Pixels repeated(int times) {
        int size = width * height;
        float[] all = new float[times * size];
        for (int plane = 0; plane < times; plane++) {
            System.arraycopy(values, 0, all, plane * size, size);
        }
        return new Pixels(times, width, height, all);
    }

    /** The middle of the picture in another size, with black around it where that is larger. */
    Pixels centred(int wide, int high) {
        var result = new Pixels(planes, wide, high, new float[planes * wide * high]);
        int left = Math.floorDiv(width - wide, 2);
        int top = Math.floorDiv(height - high, 2);
        for (int row = 0; row < planes * high; row++) {
            int y = row % high + top;
            for (int x = Math.max(0, -left); x < wide && x + left < width && y >= 0 && y < height; x++) {
                result.values[row * wide + x] = at(row / high, x + left, y);
            }
        }
        return result;
    }

    /** As a picture to look at. */
    Raster raster() {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            for (int channel = 0; channel < 3; channel++) {
                float value = values[Math.min(channel, planes - 1) * width * height + i];
                rgb[3 * i + channel] = (byte) Math.round(255 * Math.clamp(value, 0f, 1f));
            }
        }
        return new Raster(width, height, rgb);
    }
}
