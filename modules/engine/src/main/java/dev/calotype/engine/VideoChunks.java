package dev.calotype.engine;

import dev.calotype.spi.LatentShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A long video drawn piece by piece: each chunk begins with the last frames of the one before, which are known there.
 *
 * @param shape of the whole video's latent: channels, frames, height, width
 * @param length frames of a chunk; the last may have fewer
 * @param kept how many frames a chunk knows of the one before
 */
public record VideoChunks(LatentShape shape, int length, int kept) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the shape is no video's or a chunk would add nothing
     */
    public VideoChunks {
        if (shape.axes().size() != 4 || length < 1 || kept < 0 || kept >= length) {
            throw new IllegalArgumentException("chunks of " + length + " frames that keep " + kept
                    + " cannot make a video's latent of shape " + shape.axes() + "; a chunk must add a frame");
        }
    }

    /** How many chunks there are. */
    public int count() {
        int further = Math.max(0, frames() - length);
        return 1 + (further + length - kept - 1) / (length - kept);
    }

    /** The shape of one chunk's latent. */
    public LatentShape shape(int chunk) {
        List<Integer> axes = shape.axes();
        int end = Math.min(frames(), start(chunk) + length);
        return LatentShape.of(axes.get(0), end - start(chunk), axes.get(2), axes.get(3));
    }

    /** What a chunk knows of the finished one before it. */
    public KnownFrames known(int chunk, float[] before) {
        LatentShape earlier = shape(chunk - 1);
        int frames = earlier.axes().get(1);
        return new KnownFrames(
                shape(chunk),
                IntStream.range(frames - kept, frames)
                        .mapToObj(frame -> KnownFrames.frame(earlier, before, frame))
                        .toList());
    }

    /** The whole video of finished chunks, each frame from the chunk that drew it. */
    public float[] joined(List<float[]> chunks) {
        List<float[]> pictures = new ArrayList<>();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            LatentShape own = shape(chunk);
            for (int frame = chunk == 0 ? 0 : kept; frame < own.axes().get(1); frame++) {
                pictures.add(KnownFrames.frame(own, chunks.get(chunk), frame));
            }
        }
        int plane = shape.axes().get(2) * shape.axes().get(3);
        float[] video = new float[shape.size()];
        for (int frame = 0; frame < pictures.size(); frame++) {
            for (int channel = 0; channel < shape.axes().getFirst(); channel++) {
                int at = (channel * frames() + frame) * plane;
                System.arraycopy(pictures.get(frame), channel * plane, video, at, plane);
            }
        }
        return video;
    }

    private int frames() {
        return shape.axes().get(1);
    }

    private int start(int chunk) {
        return chunk * (length - kept);
    }
}
