package dev.calotype.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Counts how many videos are what their captions say. Used by one thread. */
public final class MotionScore {
    private final List<MotionJudgement> judged = new ArrayList<>();

    /** Judges one video by its caption; {@link IllegalArgumentException} if that is not of the grammar. */
    public MotionJudgement add(List<Picture> video, String caption) {
        MotionJudgement judgement = MotionJudgement.of(video, CaptionReader.readMotion(caption));
        judged.add(judgement);
        return judgement;
    }

    /** How many videos were judged. */
    public int count() {
        return judged.size();
    }

    /** The share of frames in which the object is what is stated; NaN before the first video. */
    public double frames() {
        return judged.stream().mapToInt(MotionJudgement::framesRight).sum()
                / (double) judged.stream().mapToInt(MotionJudgement::frames).sum();
    }

    /** The median distance from a straight line at constant speed, in pixels; NaN before the first video. */
    public double residual() {
        double[] sorted =
                judged.stream().mapToDouble(MotionJudgement::residual).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** The share of videos of which this holds; NaN before the first. */
    public double share(Predicate<MotionJudgement> holds) {
        return judged.stream().filter(holds).count() / (double) count();
    }

    /** The lines of a table that puts several scores side by side. */
    public static String table(List<String> names, List<MotionScore> scores) {
        StringBuilder table = new StringBuilder();
        table.append(row("", names));
        table.append(row("videos", scores.stream().map(s -> "" + s.count()).toList()));
        table.append(row(
                "frames right", percent(scores.stream().map(MotionScore::frames).toList())));
        table.append(row(
                "residual px",
                scores.stream()
                        .map(s -> String.format(Locale.ROOT, "%.2f", s.residual()))
                        .toList()));
        table.append(share("straight", scores, j -> j.residual() <= MotionJudgement.STRAIGHT));
        table.append(share("starts right", scores, MotionJudgement::starts));
        table.append(share("ends right", scores, MotionJudgement::ends));
        table.append(share("one colour", scores, MotionJudgement::oneColour));
        table.append(share("one area", scores, MotionJudgement::oneArea));
        table.append(share("all right", scores, MotionJudgement::right));
        return table.toString();
    }

    private static String share(String what, List<MotionScore> scores, Predicate<MotionJudgement> holds) {
        return row(what, percent(scores.stream().map(s -> s.share(holds)).toList()));
    }

    private static List<String> percent(List<Double> shares) {
        return shares.stream()
                .map(share -> String.format(Locale.ROOT, "%.1f %%", 100 * share))
                .toList();
    }

    private static String row(String what, List<String> cells) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-13s", what));
        cells.forEach(cell -> row.append(String.format(Locale.ROOT, " %16s", cell)));
        return row.append('\n').toString();
    }
}
