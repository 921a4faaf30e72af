package dev.calotype.training;

import dev.calotype.training.Judgement.Attribute;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts how many pictures are what their captions say, by number of objects and by attribute. Used by one thread. */
public final class ShapesScore {
    private final int[] drawn = new int[3];
    private final int[] right = new int[3];
    private final Map<Attribute, Integer> stated = new EnumMap<>(Attribute.class);
    private final Map<Attribute, Integer> held = new EnumMap<>(Attribute.class);

    /** Judges one picture by its caption; {@link IllegalArgumentException} if that is not of the grammar. */
    public Judgement add(Picture picture, String caption) {
        Description description = CaptionReader.read(caption);
        Judgement judgement = Judgement.of(ShapesChecker.read(picture), description);
        int objects = description.objects().size();
        drawn[objects]++;
        right[objects] += judgement.right() ? 1 : 0;
        judgement.stated().forEach((attribute, count) -> stated.merge(attribute, count, Integer::sum));
        judgement.held().forEach((attribute, count) -> held.merge(attribute, count, Integer::sum));
        return judgement;
    }

    /** How many pictures were judged. */
    public int count() {
        return drawn[1] + drawn[2];
    }

    /** The share of pictures that are right; NaN before the first. */
    public double share() {
        return (right[1] + right[2]) / (double) count();
    }

    /** The share of pictures of one or of two objects that are right; NaN where there is none. */
    public double share(int objects) {
        return right[objects] / (double) drawn[objects];
    }

    /** A table: all, by number of objects, by attribute. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, "captions", right[1] + right[2], count());
        line(table, "one object", right[1], drawn[1]);
        line(table, "two objects", right[2], drawn[2]);
        for (Attribute attribute : Attribute.values()) {
            line(
                    table,
                    attribute.name().toLowerCase(Locale.ROOT),
                    held.getOrDefault(attribute, 0),
                    stated.getOrDefault(attribute, 0));
        }
        return table.toString();
    }

    private static void line(StringBuilder table, String what, int good, int all) {
        table.append(String.format(Locale.ROOT, "%-12s %5d of %5d  %5.1f %%%n", what, good, all, 100.0 * good / all));
    }
}
