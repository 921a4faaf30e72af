package dev.calotype.networks;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of videos as rows of pictures, so that one call of an image network answers all frames of all videos: whatever such a
 * network does for a row it does for each frame. A video longer than its motion modules take comes in overlapping windows,
 * whose answers are blended where they meet. Immutable, on the host; arrays are copied.
 */
public final class FrameFolding {
    private static final int CHANNELS = 0;
    private static final int FRAMES = 1;

    private final LatentShape shape;
    private final List<Row> rows = new ArrayList<>();
    private final List<BlockRun> runs = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /**
     * What a video row runs through.
     *
     * @param insert motion modules
     * @param strength how much they count
     * @param windows how a long video is divided
     */
    public record Moving(BlockInsert insert, double strength, ContextWindows windows) {}

    /** Consecutive folded rows that are frames of one video. */
    private record Part(int video, List<Integer> frames) {}

    private FrameFolding(LatentShape shape) {
        this.shape = shape;
    }

    /**
     * Folds rows.
     *
     * @param shape channels, frames, height and width of every row's latent
     * @param moving what a row runs through, or null for frames that know nothing of each other
     */
    public static FrameFolding of(LatentShape shape, List<Row> videos, Function<Row, @Nullable Moving> moving) {
        if (shape.axes().size() != 4) {
            throw new IllegalArgumentException(
                    "a video's latent has channels, frames, height and width; found " + shape.axes());
        }
        var folding = new FrameFolding(shape);
        for (int video = 0; video < videos.size(); video++) {
            folding.add(video, videos.get(video), moving.apply(videos.get(video)));
        }
        return folding;
    }

    /** The shape of one frame. */
    public LatentShape picture() {
        List<Integer> axes = shape.axes();
        return LatentShape.of(axes.get(CHANNELS), axes.get(2), axes.get(3));
    }

    /** A row for each frame of each window. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Which rows are sequences, and what they run through. */
    public List<BlockRun> runs() {
        return List.copyOf(runs);
    }

    /** Answers of the folded rows as answers of the videos; an answer may have more channels than its row. */
    public List<float[]> unfold(List<float[]> answers) {
        int frames = shape.axes().get(FRAMES);
        int plane = shape.axes().get(2) * shape.axes().get(3);
        int videos = parts.getLast().video() + 1;
        int size = frames * answers.getFirst().length;
        float[][] sums = new float[videos][size];
        double[][] weights = new double[videos][frames];
        int row = 0;
        for (Part part : parts) {
            for (int place = 0; place < part.frames().size(); place++) {
                int frame = part.frames().get(place);
                double weight = ContextWindows.weight(place, part.frames().size());
                double before = weights[part.video()][frame];
                double share = before == 0 ? 1 : weight / (before + weight);
                blend(answers.get(row++), sums[part.video()], frame * plane, frames * plane, plane, share);
                weights[part.video()][frame] = before + weight;
            }
        }
        return List.of(sums);
    }

    /** Moves a frame's running mean towards an answer; a first answer is copied to the bit. */
    private static void blend(float[] answer, float[] video, int start, int stride, int plane, double share) {
        for (int channel = 0; channel < answer.length / plane; channel++) {
            for (int i = 0; i < plane; i++) {
                int at = channel * stride + start + i;
                float found = answer[channel * plane + i];
                video[at] = share == 1 ? found : (float) (video[at] + share * (found - video[at]));
            }
        }
    }

    private void add(int video, Row row, @Nullable Moving moving) {
        int frames = shape.axes().get(FRAMES);
        List<List<Integer>> windows = moving == null
                ? List.of(IntStream.range(0, frames).boxed().toList())
                : moving.windows().at(row.time(), frames);
        for (List<Integer> window : windows) {
            if (moving != null) {
                join(moving, window.size());
            }
            parts.add(new Part(video, window));
            window.forEach(frame -> rows.add(new Row(frame(row.x(), frame), row.time(), row.conditioning())));
        }
    }

    /** Lengthens the last run by a sequence where that is like it, else begins another. */
    private void join(Moving moving, int frames) {
        BlockRun last = runs.isEmpty() ? null : runs.getLast();
        boolean same = last != null
                && last.insert().equals(moving.insert())
                && last.frames() == frames
                && last.first() + frames * last.strengths().size() == rows.size();
        if (!same) {
            runs.add(new BlockRun(moving.insert(), rows.size(), frames, List.of(moving.strength())));
            return;
        }
        BlockRun run = Objects.requireNonNull(last);
        var strengths = new ArrayList<>(run.strengths());
        strengths.add(moving.strength());
        runs.set(runs.size() - 1, new BlockRun(run.insert(), run.first(), frames, strengths));
    }

    private float[] frame(float[] video, int frame) {
        int frames = shape.axes().get(FRAMES);
        int channels =
                video.length / (frames * shape.axes().get(2) * shape.axes().get(3));
        int plane = video.length / (frames * channels);
        float[] picture = new float[channels * plane];
        for (int channel = 0; channel < channels; channel++) {
            System.arraycopy(video, (channel * frames + frame) * plane, picture, channel * plane, plane);
        }
        return picture;
    }
}
