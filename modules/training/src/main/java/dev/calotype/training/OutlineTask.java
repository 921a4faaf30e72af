package dev.calotype.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A picture of the world to draw again from its outlines.
 *
 * @param index of the picture
 * @param outlines of what it shows
 * @param open its caption, with every position left open
 * @param placed its caption as the world states it
 */
record OutlineTask(int index, Outlines outlines, String open, String placed) {
    /** The tasks from one index to before another. */
    static List<OutlineTask> of(ShapesWorld world, int first, int next) {
        return IntStream.range(first, next).mapToObj(index -> of(world, index)).toList();
    }

    private static OutlineTask of(ShapesWorld world, int index) {
        ShapesWorld.Example example = world.example(index);
        return new OutlineTask(
                index,
                Outlines.of(Drawing.of(example.scene())),
                OutlineLesson.unplaced(example.description()).caption(),
                example.description().caption());
    }
}
