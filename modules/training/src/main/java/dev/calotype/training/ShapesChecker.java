package dev.calotype.training;

import static dev.calotype.training.Picture.PIXELS;
import static dev.calotype.training.Picture.SIDE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reads back from a picture what it shows, without a network. Stateless. */
public final class ShapesChecker {
    private static final double GROUND_WITHIN = 40;
    private static final double SEGMENT_WITHIN = 60;
    private static final double SOLID = 0.5;
    private static final int LEAST_PIXELS = 12;
    private static final List<Colour> COLOURS = List.of(Colour.values());

    private ShapesChecker() {}

    /** What a picture shows. */
    public static Scene read(Picture picture) {
        Background ground = ground(picture);
        double[][] coverage = coverage(picture, ground.rgb());
        List<PlacedObject> objects = new ArrayList<>();
        for (Component component : components(picture, ground, coverage)) {
            objects.add(measure(component, coverage[COLOURS.indexOf(component.colour())]));
        }
        return new Scene(objects, ground);
    }

    /** Whether a picture is what a description states, with no further object. */
    public static boolean right(Picture picture, Description description) {
        return Judgement.of(read(picture), description).right();
    }

    /** The pixels of each object of a picture. */
    static List<Component> components(Picture picture) {
        Background ground = ground(picture);
        return components(picture, ground, coverage(picture, ground.rgb()));
    }

    private static List<Component> components(Picture picture, Background ground, double[][] coverage) {
        return Component.all(solid(picture, ground.rgb(), coverage), COLOURS, LEAST_PIXELS);
    }

    private static Background ground(Picture picture) {
        return best(Background.values(), candidate -> {
            int near = 0;
            for (int i = 0; i < PIXELS; i++) {
                near += picture.pixel(i).distance(candidate.rgb()) <= GROUND_WITHIN ? 1 : 0;
            }
            return -near;
        });
    }

    /** For each colour, where on the segment from the ground each pixel lies, 0 to 1. */
    private static double[][] coverage(Picture picture, Rgb ground) {
        double[][] all = new double[COLOURS.size()][PIXELS];
        for (int c = 0; c < all.length; c++) {
            for (int i = 0; i < PIXELS; i++) {
                all[c][i] = share(picture.pixel(i), ground, COLOURS.get(c).rgb());
            }
        }
        return all;
    }

    private static double share(Rgb pixel, Rgb ground, Rgb colour) {
        Rgb way = colour.minus(ground);
        return Math.clamp(pixel.minus(ground).dot(way) / way.dot(way), 0, 1);
    }

    /** The colour of each pixel that an object covers at least half, as its index, or −1. */
    private static int[] solid(Picture picture, Rgb ground, double[][] coverage) {
        int[] solid = new int[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            Rgb pixel = picture.pixel(i);
            int nearest = -1;
            double least = SEGMENT_WITHIN;
            for (int c = 0; c < coverage.length; c++) {
                double away = pixel.distance(ground.towards(COLOURS.get(c).rgb(), coverage[c][i]));
                nearest = away <= least ? c : nearest;
                least = Math.min(away, least);
            }
            boolean covered = nearest >= 0 && pixel.distance(ground) > GROUND_WITHIN && coverage[nearest][i] >= SOLID;
            solid[i] = covered ? nearest : -1;
        }
        return solid;
    }

    private static PlacedObject measure(Component component, double[] coverage) {
        double area = 0;
        double x = 0;
        double y = 0;
        for (int i : component.withMargin()) {
            area += coverage[i];
            x += coverage[i] * (i % SIDE + 0.5);
            int row = i / SIDE;
            y += coverage[i] * (row + 0.5);
        }
        double total = area;
        double centreX = x / area;
        double centreY = y / area;
        List<PlacedObject> ideals = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            ideals.add(new PlacedObject(component.colour(), shape, shape.radius(total), centreX, centreY));
        }
        return best(ideals.toArray(PlacedObject[]::new), ideal -> difference(ideal, component, coverage));
    }

    /** Squared difference to an ideal drawing, over the component's pixels and all that the ideal covers. */
    private static double difference(PlacedObject ideal, Component component, double[] coverage) {
        double[] seen = new double[PIXELS];
        for (int i : component.withMargin()) {
            seen[i] = coverage[i];
        }
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            double error = seen[i] - Drawing.coverage(ideal, i % SIDE, i / SIDE);
            sum += error * error;
        }
        return sum;
    }

    private static <T> T best(T[] candidates, ToDoubleFunction<T> cost) {
        return List.of(candidates).stream()
                .min(Comparator.comparingDouble(cost))
                .orElseThrow();
    }
}
