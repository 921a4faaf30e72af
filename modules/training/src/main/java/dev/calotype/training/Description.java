package dev.calotype.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caption states: one or two objects, and the ground unless it is left open. */
public record Description(List<Mention> objects, Optional<Background> background) {
    /** What a caption states of one object; colour and shape always, size and position unless left open. */
    public record Mention(Optional<Size> size, Colour colour, Shape shape, Optional<Position> position) {
        /** As captions say it. */
        String words() {
            return "a " + size.map(s -> lower(s) + " ").orElse("") + lower(colour) + " " + lower(shape)
                    + position.map(p -> " at the " + p.words()).orElse("");
        }

        /** Whether an object is what this says. */
        public boolean holds(PlacedObject object) {
            return colour == object.colour()
                    && shape == object.shape()
                    && size.map(s -> s == object.size()).orElse(true)
                    && position.map(p -> p == object.position()).orElse(true);
        }
    }

    /** Copies the list. */
    public Description {
        objects = List.copyOf(objects);
    }

    /** The caption, in the world's grammar. */
    public String caption() {
        return objects.stream().map(Mention::words).collect(Collectors.joining(" and "))
                + background.map(b -> " on a " + lower(b) + " background").orElse("");
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
