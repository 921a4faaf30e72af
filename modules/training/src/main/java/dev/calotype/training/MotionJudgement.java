package dev.calotype.training;

import java.util.Arrays;
import java.util.List;

/**
 * How a video compares with its description.
 *
 * @param frames how many it has
 * @param framesRight in how many the one object is what is stated, wherever it lies, on the ground that is stated
 * @param residual how far its centroid is from a straight line at constant speed, pixels, root of the mean square; infinite
 *     where a frame does not show one object
 * @param starts whether it starts in the cell that is stated
 * @param ends whether it ends in the cell that is stated
 * @param oneColour whether it has one colour in all frames
 * @param oneArea whether its area is within a fifth of the median in all frames
 */
public record MotionJudgement(
        int frames,
        int framesRight,
        double residual,
        boolean starts,
        boolean ends,
        boolean oneColour,
        boolean oneArea) {
    /** The largest residual of a right video, in pixels. */
    public static final double STRAIGHT = 0.6;

    private static final double AREA_SHARE = 0.2;

    /** Whether all that is stated is so in every frame, and the motion is straight. */
    public boolean right() {
        return framesRight == frames && residual <= STRAIGHT && starts && ends && oneColour && oneArea;
    }

    /** Reads a video back and compares it with a description, without a network. */
    public static MotionJudgement of(List<Picture> video, MotionDescription description) {
        List<Scene> scenes = video.stream().map(ShapesChecker::read).toList();
        int right = (int) scenes.stream()
                .filter(scene -> Judgement.of(scene, description.anywhere()).right())
                .count();
        List<PlacedObject> objects = scenes.stream()
                .filter(scene -> scene.objects().size() == 1)
                .map(scene -> scene.objects().getFirst())
                .toList();
        boolean all = objects.size() == scenes.size();
        return new MotionJudgement(
                scenes.size(),
                right,
                all ? StraightLine.residual(objects) : Double.POSITIVE_INFINITY,
                lies(scenes.getFirst(), description.from()),
                lies(scenes.getLast(), description.to()),
                all && objects.stream().map(PlacedObject::colour).distinct().count() == 1,
                all && constant(objects.stream().mapToDouble(PlacedObject::area).toArray()));
    }

    private static boolean lies(Scene scene, Position cell) {
        return scene.objects().size() == 1 && scene.objects().getFirst().position() == cell;
    }

    private static boolean constant(double[] areas) {
        double[] sorted = areas.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return sorted[0] >= (1 - AREA_SHARE) * median && sorted[sorted.length - 1] <= (1 + AREA_SHARE) * median;
    }
}
