package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a picture is called while its outlines are learned. Few captions are the world's own; most leave all
 * positions open or say nothing, so that only the outlines can tell where an object is (Zhang et al. 2023,
 * arXiv:2302.05543, section 3.3, where half of the prompts are empty). Of two objects that neither outlines nor words tell
 * apart, the one named first is the one further up, or else further left: left to chance, both would become a mixture.
 */
final class OutlineLesson {
    private static final double WHOLE = 0.15;
    private static final double SILENT = 0.1;

    private OutlineLesson() {}

    /** A caption of the grammar, or none. */
    static String caption(Scene scene, SplittableRandom random) {
        double kind = random.nextDouble();
        Description stated = ShapesWorld.describe(scene, random);
        if (kind < SILENT) {
            return "";
        }
        Description said = kind < SILENT + WHOLE ? stated : unplaced(stated);
        return ordered(said, scene.objects()).caption();
    }

    /** The same statement with every position left open. */
    static Description unplaced(Description stated) {
        return new Description(
                stated.objects().stream()
                        .map(object -> new Mention(object.size(), object.colour(), object.shape(), Optional.empty()))
                        .toList(),
                stated.background());
    }

    private static Description ordered(Description stated, List<PlacedObject> objects) {
        boolean placed =
                stated.objects().stream().anyMatch(object -> object.position().isPresent());
        if (placed || objects.size() != 2 || !alike(stated.objects(), objects)) {
            return stated;
        }
        List<Mention> inOrder = IntStream.range(0, objects.size())
                .boxed()
                .sorted(Comparator.comparing(i -> objects.get(i).position()))
                .map(stated.objects()::get)
                .toList();
        return new Description(inOrder, stated.background());
    }

    /** Whether each of two mentions would, but for the colour, hold of the other's object too. */
    private static boolean alike(List<Mention> mentions, List<PlacedObject> objects) {
        return fits(mentions.getFirst(), objects.getLast()) && fits(mentions.getLast(), objects.getFirst());
    }

    private static boolean fits(Mention mention, PlacedObject object) {
        return new Mention(mention.size(), object.colour(), mention.shape(), Optional.empty()).holds(object);
    }
}
