package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where an object goes whose position a caption leaves open. The words decide it, not the noise: such an object lies
 * opposite of the other one, or where its colour puts it, never at the centre. A small image network that must find a place
 * in pure noise often draws nothing; one that is told a place does not.
 */
final class OpenPlaces {
    private static final List<Position> OUTER = List.of(
            Position.TOP_LEFT,
            Position.TOP,
            Position.TOP_RIGHT,
            Position.LEFT,
            Position.RIGHT,
            Position.BOTTOM_LEFT,
            Position.BOTTOM,
            Position.BOTTOM_RIGHT);
    private static final List<Colour> COLOURS = List.of(Colour.values());

    private OpenPlaces() {}

    /** The position of each object, stated or found; at most two objects may be without. */
    static List<Position> settled(List<Mention> mentions) {
        List<Position> places = new ArrayList<>();
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            Optional<Position> other = mentions.size() == 1 ? Optional.empty() : other(mentions, i, places);
            Position own = OUTER.get(COLOURS.indexOf(mention.colour()));
            Position open = other.filter(place -> place != Position.CENTER)
                    .map(Position::opposite)
                    .orElse(own);
            places.add(mention.position().orElse(open));
        }
        return places;
    }

    /** Where the other of two objects lies, as far as that is known. */
    private static Optional<Position> other(List<Mention> mentions, int index, List<Position> places) {
        return index == 1 ? Optional.of(places.getFirst()) : mentions.get(1).position();
    }

    /** The same statement with positions left open now and then, where that leads to the same places. */
    static Description open(Description stated, double share, SplittableRandom random) {
        List<Mention> mentions = stated.objects();
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            List<Mention> shorter = new ArrayList<>(mentions);
            shorter.set(i, new Mention(mention.size(), mention.colour(), mention.shape(), Optional.empty()));
            if (random.nextDouble() < share && settled(shorter).equals(settled(mentions))) {
                mentions = shorter;
            }
        }
        return new Description(mentions, stated.background());
    }
}
