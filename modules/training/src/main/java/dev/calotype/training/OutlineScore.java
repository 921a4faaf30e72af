package dev.calotype.training;

import dev.calotype.training.Judgement.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How well pictures follow the outlines that were given, and their captions too. Used by one thread. */
public final class OutlineScore {
    /** The overlap that a picture with control shall reach. */
    public static final double GOAL = 0.7;

    private final List<Double> overlaps = new ArrayList<>();
    private final List<Judgement> judged = new ArrayList<>();

    /** Judges one picture; {@link IllegalArgumentException} if the caption is not of the grammar. */
    public void add(Picture picture, Outlines given, String caption) {
        overlaps.add(Outlines.of(picture).overlap(given));
        judged.add(Judgement.of(ShapesChecker.read(picture), CaptionReader.read(caption)));
    }

    /** How many pictures were judged. */
    public int count() {
        return judged.size();
    }

    /** The mean of intersection over union; NaN before the first picture. */
    public double overlap() {
        return overlaps.stream().mapToDouble(o -> o).average().orElse(Double.NaN);
    }

    /** The share of pictures that reach {@link #GOAL}; NaN before the first. */
    public double following() {
        return overlaps.stream().filter(o -> o >= GOAL).count() / (double) count();
    }

    /** The share of pictures in which all that the caption states is so; NaN before the first. */
    public double right() {
        return share(Judgement::right);
    }

    /** The share of pictures in which each object's attribute of this kind is as stated; NaN before the first. */
    public double right(Attribute attribute) {
        return share(j -> j.held().getOrDefault(attribute, 0).equals(j.stated().getOrDefault(attribute, 0)));
    }

    private double share(Predicate<Judgement> holds) {
        return judged.stream().filter(holds).count() / (double) count();
    }

    /** The lines of a table that puts several scores side by side. */
    public static String table(List<String> names, List<OutlineScore> scores) {
        var table = new ScoreTable<>(names, scores);
        table.row("pictures", "%d", OutlineScore::count);
        table.row("overlap (IoU)", "%.3f", OutlineScore::overlap);
        table.percent("IoU >= 0.70", OutlineScore::following);
        table.percent("colours right", s -> s.right(Attribute.COLOUR));
        table.percent("shapes right", s -> s.right(Attribute.SHAPE));
        table.percent("caption right", OutlineScore::right);
        return table.text();
    }
}
