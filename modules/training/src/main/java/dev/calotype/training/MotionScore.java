package dev.calotype.training;

import java.util.ArrayList;
import java.util.List;
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
        var table = new ScoreTable<>(names, scores);
        table.row("videos", "%d", MotionScore::count);
        table.percent("frames right", MotionScore::frames);
        table.row("residual px", "%.2f", MotionScore::residual);
        table.percent("straight", s -> s.share(j -> j.residual() <= MotionJudgement.STRAIGHT));
        table.percent("starts right", s -> s.share(MotionJudgement::starts));
        table.percent("ends right", s -> s.share(MotionJudgement::ends));
        table.percent("one colour", s -> s.share(MotionJudgement::oneColour));
        table.percent("one area", s -> s.share(MotionJudgement::oneArea));
        table.percent("all right", s -> s.share(MotionJudgement::right));
        return table.text();
    }
}
