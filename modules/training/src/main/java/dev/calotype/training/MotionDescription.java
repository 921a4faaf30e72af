package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.List;
import java.util.Optional;

/** What the caption of a video states: an object, from where to where it moves, and the ground unless it is left open. */
public record MotionDescription(
        Optional<Size> size, Colour colour, Shape shape, Position from, Position to, Optional<Background> background) {
    /** The caption, in the world's grammar. */
    public String caption() {
        return new Mention(size, colour, shape, Optional.empty()).words() + " moving from the " + from.words()
                + " to the "
                + to.words()
                + background
                        .map(b -> " on a " + Description.lower(b) + " background")
                        .orElse("");
    }

    /** What every frame states, wherever the object is. */
    Description anywhere() {
        return new Description(List.of(new Mention(size, colour, shape, Optional.empty())), background);
    }
}
