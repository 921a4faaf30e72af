package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of videos as rows of pictures, so that one call of an image network answers all frames of all videos: whatever such a
 * network does for a row it does for each frame. A video longer than its motion modules take comes in overlapping windows,
 * whose answers are blended where they meet. Immutable, on the host; arrays are copied.
 */
public final class FrameFolding {
    private final LatentShape shape;
    private final List<Part> parts = new ArrayList<>();

    /**
     * Folded rows that one network call may answer.
     *
     * @param rows a row for each frame of each window
     * @param runs which rows are sequences, and what they run through
     */
    public record Call(List<Row> rows, List<BlockRun> runs) {
        /** Copies the lists. */
        public Call {
            rows = List.copyOf(rows);
            runs = List.copyOf(runs);
        }
    }

    /** Frames of one video that are in one call: a window, with what it runs through. */
    private record Part(
            int video,
            List<Integer> frames,
            List<Row> rows,
            @Nullable Moving moving) {}

    private record Moving(BlockInsert insert, double strength) {}

    private FrameFolding(LatentShape shape) {
        this.shape = shape;
    }

    /**
     * Folds rows. A row runs through the {@link BlockInsert} that it carries; without one its frames know nothing of each other.
     *
     * @param shape channels, frames, height and width of every row's latent
     * @throws IllegalArgumentException if the shape is no video's, or a row carries several block inserts
     */
    public static FrameFolding of(LatentShape shape, List<Row> videos) {
        if (!shape.isVideo()) {
            throw new IllegalArgumentException(
                    "a video's latent has channels, frames, height and width; found " + shape.axes());
        }
        var folding = new FrameFolding(shape);
        for (int video = 0; video < videos.size(); video++) {
            folding.add(video, videos.get(video));
        }
        return folding;
    }

    /**
     * All folded rows in order, in as few calls as may be.
     *
     * @param mostRows how many rows a call may have; a window that has more has its call alone
     */
    public List<Call> calls(int mostRows) {
        List<Call> calls = new ArrayList<>();
        List<Part> together = new ArrayList<>();
        int rows = 0;
        for (Part part : parts) {
            if (!together.isEmpty() && rows + part.rows().size() > mostRows) {
                calls.add(call(together));
                together.clear();
                rows = 0;
            }
            together.add(part);
            rows += part.rows().size();
        }
        calls.add(call(together));
        return calls;
    }

    private static Call call(List<Part> together) {
        List<Row> rows = new ArrayList<>();
        List<BlockRun> runs = new ArrayList<>();
        for (Part part : together) {
            if (part.moving() != null) {
                join(runs, part.moving(), rows.size(), part.rows().size());
            }
            rows.addAll(part.rows());
        }
        return new Call(rows, runs);
    }

    /** Lengthens the last run by a sequence where that is like it, else begins another. */
    private static void join(List<BlockRun> runs, Moving moving, int first, int frames) {
        BlockRun last = runs.isEmpty() ? null : runs.getLast();
        if (last != null
                && last.insert().equals(moving.insert())
                && last.frames() == frames
                && last.first() + frames * last.strengths().size() == first) {
            var strengths = new ArrayList<>(last.strengths());
            strengths.add(moving.strength());
            runs.set(runs.size() - 1, new BlockRun(last.insert(), last.first(), frames, strengths));
        } else {
            runs.add(new BlockRun(moving.insert(), first, frames, List.of(moving.strength())));
        }
    }

    /** Answers of the folded rows, of all calls, as answers of the videos; an answer may have more channels than its row. */
    public List<float[]> unfold(List<float[]> answers) {
        int frames = shape.frames();
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

    private void add(int video, Row row) {
        List<Insertion> inserted = row.conditioning().inserts().stream()
                .filter(one -> one.insert() instanceof BlockInsert && one.strength() != 0)
                .toList();
        if (inserted.size() > 1) {
            throw new IllegalArgumentException(
                    "a video was given " + inserted.size() + " sets of motion modules; it runs through one");
        }
        var signals = new FrameSignals(row.conditioning(), shape.frames());
        List<Row> frames = IntStream.range(0, shape.frames())
                .mapToObj(frame -> new Row(shape.frame(row.x(), frame), row.time(), signals.at(frame)))
                .toList();
        if (!inserted.isEmpty() && inserted.getFirst().insert() instanceof BlockInsert insert) {
            var moving = new Moving(insert, inserted.getFirst().strength());
            insert.windows().at(row.time(), shape.frames()).forEach(window -> add(video, window, frames, moving));
        } else {
            add(video, IntStream.range(0, shape.frames()).boxed().toList(), frames, null);
        }
    }

    private void add(int video, List<Integer> window, List<Row> frames, @Nullable Moving moving) {
        parts.add(new Part(video, window, window.stream().map(frames::get).toList(), moving));
    }
}
