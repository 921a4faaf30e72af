package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The shapes world: one or two objects on a flat ground, and captions that leave some of it open. The example of an
 * index is a function of the seed and the index alone, so any thread may ask for any example.
 */
public record ShapesWorld(long seed) {
    private static final double LEFT_OUT = 0.15;
    private static final double RADIUS_JITTER = 0.75;
    private static final double PLACE_JITTER = 1.5;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** A scene and what its caption states of it. */
    public record Example(Scene scene, Description description) {}

    /** The example of an index. */
    public Example example(long index) {
        SplittableRandom random = random(index);
        Scene scene = scene(random);
        return new Example(scene, describe(scene, random));
    }

    /** The random numbers of an index. */
    SplittableRandom random(long index) {
        return new SplittableRandom(new SplittableRandom(seed * SPREAD + index).nextLong());
    }

    static Scene scene(SplittableRandom random) {
        int count = 1 + random.nextInt(2);
        return crowded(count, random);
    }

    /** A scene of up to nine objects of different cells; those next to each other are not both large. */
    static Scene crowded(int count, SplittableRandom random) {
        List<Colour> colours = shuffled(Colour.values(), random);
        List<Position> cells = shuffled(Position.values(), random);
        List<PlacedObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Position cell = cells.get(i);
            Size size = roomy(cell, objects) ? pick(Size.values(), random) : Size.SMALL;
            objects.add(new PlacedObject(
                    colours.get(i % colours.size()),
                    pick(Shape.values(), random),
                    size.radius() + jitter(RADIUS_JITTER, random),
                    cell.x() + jitter(PLACE_JITTER, random),
                    cell.y() + jitter(PLACE_JITTER, random)));
        }
        return new Scene(objects, pick(Background.values(), random));
    }

    /** A caption's statement about a scene; sizes, positions and the ground are each left open now and then. */
    static Description describe(Scene scene, SplittableRandom random) {
        return describe(scene, LEFT_OUT, random);
    }

    /** A statement that leaves sizes and the ground open now and then, but no position. */
    static Description describePlaced(Scene scene, SplittableRandom random) {
        return describe(scene, 0, random);
    }

    private static Description describe(Scene scene, double unplaced, SplittableRandom random) {
        List<Mention> mentions = scene.objects().stream()
                .map(object -> new Mention(
                        maybe(object.size(), LEFT_OUT, random),
                        object.colour(),
                        object.shape(),
                        maybe(object.position(), unplaced, random)))
                .toList();
        return new Description(mentions, maybe(scene.background(), LEFT_OUT, random));
    }

    private static boolean roomy(Position cell, List<PlacedObject> others) {
        return others.stream()
                .noneMatch(
                        other -> other.size() == Size.LARGE && other.position().neighbours(cell));
    }

    private static double jitter(double most, SplittableRandom random) {
        return random.nextDouble(-most, most);
    }

    private static <T> T pick(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    private static <T> Optional<T> maybe(T value, double leftOut, SplittableRandom random) {
        return random.nextDouble() < leftOut ? Optional.empty() : Optional.of(value);
    }

    private static <T> List<T> shuffled(T[] values, SplittableRandom random) {
        List<T> list = new ArrayList<>(List.of(values));
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
        return list;
    }
}
