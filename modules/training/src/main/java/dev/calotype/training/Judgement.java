package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a picture compares with its description.
 *
 * @param right whether all that is stated is so and there is no further object
 * @param stated how often each kind of attribute was stated
 * @param held how often it was so
 */
public record Judgement(boolean right, Map<Attribute, Integer> stated, Map<Attribute, Integer> held) {
    /** What a description may state. */
    public enum Attribute {
        COUNT,
        COLOUR,
        SHAPE,
        SIZE,
        POSITION,
        BACKGROUND
    }

    /** Copies the maps. */
    public Judgement {
        stated = Map.copyOf(stated);
        held = Map.copyOf(held);
    }

    /** Compares what a picture shows with what is stated. Objects are told apart by their colours, which differ. */
    static Judgement of(Scene seen, Description description) {
        Tally tally = new Tally();
        tally.note(
                Attribute.COUNT, seen.objects().size() == description.objects().size());
        description.background().ifPresent(b -> tally.note(Attribute.BACKGROUND, b == seen.background()));
        for (Mention mention : description.objects()) {
            compare(mention, seen.objects(), tally);
        }
        return new Judgement(tally.stated.equals(tally.held), tally.stated, tally.held);
    }

    private static void compare(Mention mention, List<PlacedObject> objects, Tally tally) {
        Optional<PlacedObject> object =
                objects.stream().filter(o -> o.colour() == mention.colour()).findFirst();
        tally.note(Attribute.COLOUR, object.isPresent());
        tally.note(
                Attribute.SHAPE, object.map(o -> o.shape() == mention.shape()).orElse(false));
        mention.size()
                .ifPresent(size -> tally.note(
                        Attribute.SIZE, object.map(o -> o.size() == size).orElse(false)));
        mention.position()
                .ifPresent(place -> tally.note(
                        Attribute.POSITION,
                        object.map(o -> o.position() == place).orElse(false)));
    }

    private static final class Tally {
        private final Map<Attribute, Integer> stated = new EnumMap<>(Attribute.class);
        private final Map<Attribute, Integer> held = new EnumMap<>(Attribute.class);

        void note(Attribute attribute, boolean so) {
            stated.merge(attribute, 1, Integer::sum);
            if (so) {
                held.merge(attribute, 1, Integer::sum);
            }
        }
    }
}
