package dev.calotype.training;

import static dev.calotype.training.Picture.SIDE;

import java.util.Arrays;

/**
 * The outlines of a picture's objects: of each object that the checker finds, the pixels that have a pixel at one of their
 * four sides that is not the object's. So a line is one pixel wide, lies inside its object and closes over corners; a ring
 * has two. What a control is given and what a result is judged by are both this.
 *
 * @param rows 64 rows from the top, a bit a pixel, the lowest at the left
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outlines(long[] rows) {
    /** Values of a hint: 3 × 64 × 64. */
    static final int VALUES = 3 * Picture.PIXELS;

    private static final Rgb WHITE = new Rgb(255, 255, 255);

    /** The outlines of what a picture shows. */
    public static Outlines of(Picture picture) {
        long[] rows = new long[SIDE];
        for (Component component : ShapesChecker.components(picture)) {
            long[] object = new long[SIDE];
            component.pixels().forEach(i -> object[i / SIDE] |= 1L << i % SIDE);
            for (int y = 0; y < SIDE; y++) {
                rows[y] |= object[y] & ~inside(object, y);
            }
        }
        return new Outlines(rows);
    }

    /** Those pixels of a row of an object that have all four sides in it. */
    private static long inside(long[] object, int y) {
        return object[y] << 1 & object[y] >>> 1 & row(object, y - 1) & row(object, y + 1);
    }

    private static long row(long[] rows, int y) {
        return y < 0 || y >= SIDE ? 0 : rows[y];
    }

    /** Intersection over union with other outlines, both first made wider by one pixel to all eight sides; 1 if both are empty. */
    public double overlap(Outlines other) {
        long[] own = wider();
        long[] others = other.wider();
        int both = 0;
        int either = 0;
        for (int y = 0; y < SIDE; y++) {
            both += Long.bitCount(own[y] & others[y]);
            either += Long.bitCount(own[y] | others[y]);
        }
        return either == 0 ? 1 : both / (double) either;
    }

    private long[] wider() {
        long[] wide = new long[SIDE];
        for (int y = 0; y < SIDE; y++) {
            long column = row(rows, y - 1) | rows[y] | row(rows, y + 1);
            wide[y] = column << 1 | column | column >>> 1;
        }
        return wide;
    }

    /** How many pixels they have. */
    public int count() {
        return Arrays.stream(rows).mapToInt(Long::bitCount).sum();
    }

    /** White on black. */
    public Picture picture() {
        var picture = new Picture(new float[VALUES]);
        for (int i = 0; i < Picture.PIXELS; i++) {
            if ((rows[i / SIDE] >>> i % SIDE & 1) == 1) {
                picture.paint(i, WHITE);
            }
        }
        return picture;
    }

    /** Writes the picture, 0 to 1, to a place in an array of zeros. */
    void write(float[] hints, int start) {
        for (int i = 0; i < VALUES; i++) {
            int pixel = i % Picture.PIXELS;
            hints[start + i] = rows[pixel / SIDE] >>> pixel % SIDE & 1;
        }
    }
}
