package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import java.util.List;

/**
 * Where steps of a fixed number of table entries lead, which may be beside the level that the network is asked at next; with a
 * stride of 0 it is that level.
 */
record Stride(List<Level> levels, NoiseProcess process, int stride) {
    static Stride of(PndmOptions options, List<Level> levels, NoiseProcess process) {
        Check.atLeastZero("skipped", options.skipped());
        int whole = levels.size() - 1 + Math.max(0, options.skipped() - 1);
        int stride = options.wholeStride() && whole > 0 ? process.range().trainingSteps() / whole : 0;
        return new Stride(levels, process, stride);
    }

    Level level(int i) {
        return levels.get(i);
    }

    /** Where a step from level i ends: beyond the table, at the walk's end. */
    Level after(int i) {
        double time = levels.get(i).time() - stride;
        if (stride == 0) {
            return levels.get(i + 1);
        }
        return time < process.range().cleanest() ? levels.getLast() : process.atTime(time);
    }

    /** Where a step that ends at level i begins. */
    Level before(int i) {
        double time = levels.get(i).time() + stride;
        return stride == 0
                ? levels.get(i - 1)
                : process.atTime(Math.min(time, process.range().noisiest()));
    }

    /** The middle of the step from level i, half of it counted in whole entries from its beginning. */
    Level halfAfter(int i) {
        return process.atTime(levels.get(i).time() - half(i));
    }

    /** The middle of the step from level i, half of it counted in whole entries from its end. */
    Level halfBefore(int i) {
        return process.atTime(levels.get(i + 1).time() + half(i));
    }

    /** Twice half the step from level i. */
    Level twoHalvesAfter(int i) {
        return process.atTime(levels.get(i).time() - 2 * half(i));
    }

    private double half(int i) {
        double whole = stride == 0 ? levels.get(i).time() - levels.get(i + 1).time() : stride;
        return process.range().isDiscrete() ? Math.floor(whole / 2) : whole / 2;
    }
}
