package dev.calotype.training;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The motion world: one object of the shapes world that moves from one cell of the grid to another. The example of an index
 * is a function of the seed and the index alone, so any thread may ask for any example.
 */
public record MotionWorld(long seed) {
    private static final double LEFT_OUT = 0.15;
    private static final double RADIUS_JITTER = 0.75;
    private static final double PLACE_JITTER = 1.5;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** A video and what its caption states of it. */
    public record Example(MovingScene scene, MotionDescription description) {}

    /** The example of an index. */
    public Example example(long index) {
        SplittableRandom random = random(index);
        MovingScene scene = scene(random);
        PlacedObject start = scene.start();
        return new Example(
                scene,
                new MotionDescription(
                        maybe(start.size(), random),
                        start.colour(),
                        start.shape(),
                        start.position(),
                        scene.end().position(),
                        maybe(scene.background(), random)));
    }

    /** The random numbers of an index. */
    SplittableRandom random(long index) {
        return new SplittableRandom(new SplittableRandom(seed * SPREAD + index).nextLong());
    }

    private static MovingScene scene(SplittableRandom random) {
        Colour colour = pick(Colour.values(), random);
        Shape shape = pick(Shape.values(), random);
        double radius = pick(Size.values(), random).radius() + random.nextDouble(-RADIUS_JITTER, RADIUS_JITTER);
        Position from = pick(Position.values(), random);
        Position to = pick(Position.values(), random);
        while (to == from) {
            to = pick(Position.values(), random);
        }
        return new MovingScene(
                placed(colour, shape, radius, from, random),
                placed(colour, shape, radius, to, random),
                pick(Background.values(), random));
    }

    private static PlacedObject placed(
            Colour colour, Shape shape, double radius, Position cell, SplittableRandom random) {
        return new PlacedObject(
                colour,
                shape,
                radius,
                cell.x() + random.nextDouble(-PLACE_JITTER, PLACE_JITTER),
                cell.y() + random.nextDouble(-PLACE_JITTER, PLACE_JITTER));
    }

    private static <T> T pick(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    private static <T> Optional<T> maybe(T value, SplittableRandom random) {
        return random.nextDouble() < LEFT_OUT ? Optional.empty() : Optional.of(value);
    }
}
