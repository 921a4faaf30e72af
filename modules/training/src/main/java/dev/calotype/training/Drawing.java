package dev.calotype.training;

import static dev.calotype.training.Picture.SIDE;

/** Draws scenes without jagged edges: pixels that an edge may cross are sampled at 4 × 4 points. */
public final class Drawing {
    private static final int SAMPLES = 4;
    private static final double HALF_DIAGONAL = Math.sqrt(0.5);

    private Drawing() {}

    /** The picture of a scene. */
    public static Picture of(Scene scene) {
        Picture picture = new Picture(new float[3 * Picture.PIXELS]);
        for (int i = 0; i < Picture.PIXELS; i++) {
            picture.paint(i, scene.background().rgb());
        }
        for (PlacedObject object : scene.objects()) {
            add(picture, object);
        }
        return picture;
    }

    private static void add(Picture picture, PlacedObject object) {
        double reach = object.shape().reach(object.radius()) + 1;
        for (int row = first(object.y() - reach); row <= last(object.y() + reach); row++) {
            for (int column = first(object.x() - reach); column <= last(object.x() + reach); column++) {
                double cover = coverage(object, column, row);
                if (cover > 0) {
                    int index = row * SIDE + column;
                    picture.paint(
                            index, picture.pixel(index).towards(object.colour().rgb(), cover));
                }
            }
        }
    }

    /** How much of a pixel an object covers, 0 to 1. */
    static double coverage(PlacedObject object, int column, int row) {
        double x = column + 0.5 - object.x();
        double y = row + 0.5 - object.y();
        double distance = object.shape().distance(x, y, object.radius());
        if (Math.abs(distance) > HALF_DIAGONAL) {
            return distance < 0 ? 1 : 0;
        }
        int inside = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            int line = i / SAMPLES;
            double dx = (i % SAMPLES + 0.5) / SAMPLES - 0.5;
            double dy = (line + 0.5) / SAMPLES - 0.5;
            inside += object.shape().distance(x + dx, y + dy, object.radius()) < 0 ? 1 : 0;
        }
        return inside / (double) (SAMPLES * SAMPLES);
    }

    private static int first(double edge) {
        return (int) Math.clamp(Math.floor(edge), 0, SIDE - 1);
    }

    private static int last(double edge) {
        return (int) Math.clamp(Math.ceil(edge), 0, SIDE - 1);
    }
}
