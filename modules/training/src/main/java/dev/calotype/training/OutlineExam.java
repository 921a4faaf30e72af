package dev.calotype.training;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Lets a ControlNet draw fresh captions along the outlines of their pictures and judges the results, beside those of the same
 * network without it. The captions leave every position open, as the grammar allows: else the words alone would lead the
 * network to within two pixels of the outlines. The same captions with their positions as the world states them, under
 * control, are judged beside that.
 *
 * @param base the directory of {@code shapes}
 * @param control the directory of the ControlNet
 * @param device what draws
 * @param seed of captions and noise
 */
public record OutlineExam(Path base, Path control, DeviceSpec device, long seed) {
    private static final ShapesSampler.Settings USUAL = ShapesSampler.Settings.USUAL;

    private static final int TOGETHER = 8;

    /**
     * What came out.
     *
     * @param with control, positions left open
     * @param without control: the same captions from the same noise
     * @param placed with control, positions stated
     */
    public record Result(OutlineScore with, OutlineScore without, OutlineScore placed) {
        /** The scores side by side. */
        public String table() {
            return OutlineScore.table(
                    List.of("with control", "without it", "place told too"), List.of(with, without, placed));
        }
    }

    /** How everything is sampled, in words. */
    public static String sampling() {
        return USUAL.words() + ", strength " + OutlineSampler.STRENGTH;
    }

    /** Draws and judges so many captions, on this thread; the listener hears how many are done. */
    public Result take(int count, IntConsumer listener) {
        var result = new Result(new OutlineScore(), new OutlineScore(), new OutlineScore());
        try (Scope scope = Scope.open(device)) {
            OutlineSampler sampler = new OutlineSampler(
                    new ShapesDirectory(base).sampler(USUAL), new OutlineDirectory(control).network());
            for (int first = 0; first < count; first += TOGETHER) {
                int next = Math.min(first + TOGETHER, count);
                try (Scope temporary = Scope.open(device)) {
                    judge(sampler, OutlineTask.of(new ShapesWorld(seed), first, next), result);
                }
                listener.accept(next);
            }
        }
        return result;
    }

    private void judge(OutlineSampler sampler, List<OutlineTask> tasks, Result result) {
        long noise = seed * 100_003 + tasks.getFirst().index();
        List<Outlines> given = tasks.stream().map(OutlineTask::outlines).toList();
        List<String> open = tasks.stream().map(OutlineTask::open).toList();
        List<String> placed = tasks.stream().map(OutlineTask::placed).toList();
        add(result.with(), sampler.draw(open, given, noise), given, open);
        add(result.without(), sampler.shapes().draw(open, noise), given, open);
        add(result.placed(), sampler.draw(placed, given, noise), given, placed);
    }

    private static void add(OutlineScore score, List<Picture> drawn, List<Outlines> given, List<String> captions) {
        for (int i = 0; i < drawn.size(); i++) {
            score.add(drawn.get(i), given.get(i), captions.get(i));
        }
    }
}
