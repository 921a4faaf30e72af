package dev.calotype.networks;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Signal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a video's row is told, frame by frame: what is the same for all frames, or has an axis of them.
 *
 * @param video of all frames; block inserts are left out of what a frame gets
 * @param frames how many there are
 */
record FrameSignals(Conditioning video, int frames) {
    private static final int CHANNELS_AND_FRAMES = 4;

    /** What one frame is told. */
    Conditioning at(int frame) {
        return new Conditioning(
                own(video.tokens(), 2, frame),
                own(video.pooled(), 1, frame),
                own(video.timeIds(), 1, frame),
                channels(frame),
                video.adapters(),
                video.inserts().stream()
                        .filter(one -> !(one.insert() instanceof BlockInsert))
                        .toList());
    }

    /** A signal of so many axes, or with one more before them. */
    private @Nullable Signal own(@Nullable Signal signal, int axes, int frame) {
        if (signal == null || signal.shape().size() == axes) {
            return signal;
        }
        check(signal.shape().getFirst(), signal.shape());
        int size = signal.values().length / frames;
        return new Signal(
                Arrays.copyOfRange(signal.values(), frame * size, (frame + 1) * size),
                signal.shape().subList(1, signal.shape().size()));
    }

    private @Nullable Signal channels(int frame) {
        Signal all = video.channels();
        if (all == null || all.shape().size() < CHANNELS_AND_FRAMES) {
            return all;
        }
        check(all.shape().get(1), all.shape());
        var shape = new LatentShape(all.shape());
        return new Signal(shape.frame(all.values(), frame), shape.frame().axes());
    }

    private void check(int found, List<Integer> shape) {
        if (found != frames) {
            throw new IllegalArgumentException("a video of " + frames + " frames has a signal of shape " + shape
                    + ", which is of " + found + " frames; they must be as many");
        }
    }
}
