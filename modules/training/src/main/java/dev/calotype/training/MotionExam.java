package dev.calotype.training;

import dev.calotype.networks.BlockInsert;
import dev.calotype.networks.MotionInsert;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Lets motion modules draw fresh captions and judges the videos, beside those of the same network without them.
 *
 * @param base the directory of {@code shapes}
 * @param motion the directory of the modules
 * @param device what draws
 * @param seed of captions and noise
 */
public record MotionExam(Path base, Path motion, DeviceSpec device, long seed) {
    private static final ShapesSampler.Settings USUAL = ShapesSampler.Settings.USUAL;

    /**
     * What came out.
     *
     * @param with the modules
     * @param without them, each frame by itself
     */
    public record Result(MotionScore with, MotionScore without) {
        /** Both scores side by side. */
        public String table() {
            return MotionScore.table(List.of("motion modules", "without them"), List.of(with, without));
        }
    }

    /** How everything is sampled, in words. */
    public static String sampling() {
        return USUAL.words();
    }

    /** Draws and judges so many captions, on this thread; the listener hears how many are done. */
    public Result take(int count, IntConsumer listener) {
        var result = new Result(new MotionScore(), new MotionScore());
        try (Scope scope = Scope.open(device)) {
            var shapes = new ShapesDirectory(base);
            var directory = new MotionDirectory(motion);
            var states = MotionStates.of(shapes, directory);
            BlockInsert insert = new MotionInsert(directory.adapter(), false);
            var moving = new MotionSampler(shapes.network(), Optional.of(insert), states, shapes.autoencoder(), USUAL);
            var still = new MotionSampler(moving.network(), Optional.empty(), states, moving.autoencoder(), USUAL);
            IntStream.range(0, count).forEach(i -> {
                judge(moving, i, result.with());
                judge(still, i, result.without());
                listener.accept(i + 1);
            });
        }
        return result;
    }

    private void judge(MotionSampler sampler, int index, MotionScore score) {
        MotionDescription asked = new MotionWorld(seed).example(index).description();
        try (Scope temporary = Scope.open(device)) {
            score.add(sampler.draw(List.of(asked), seed * 100_003 + index).getFirst(), asked.caption());
        }
    }
}
