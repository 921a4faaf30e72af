package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a picture is called while its outlines are learned. Half of the captions are the world's own; the others leave all
 * positions open or say nothing, so that only the outlines can tell where an object is (Zhang et al. 2023,
 * arXiv:2302.05543, section 3.3, where half of the prompts are empty).
 */
final class OutlineLesson {
    private static final double WHOLE = 0.5;
    private static final double SILENT = 0.1;

    private OutlineLesson() {}

    /** A caption of the grammar, or none. */
    static String caption(Scene scene, SplittableRandom random) {
        double kind = random.nextDouble();
        Description stated = ShapesWorld.describe(scene, random);
        if (kind < SILENT) {
            return "";
        }
        return (kind < SILENT + WHOLE ? stated : unplaced(stated)).caption();
    }

    /** The same statement with every position left open. */
    static Description unplaced(Description stated) {
        return new Description(
                stated.objects().stream()
                        .map(object -> new Mention(object.size(), object.colour(), object.shape(), Optional.empty()))
                        .toList(),
                stated.background());
    }
}
