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
        if (!shape.isVideo() || length < 1 || kept < 0 || kept >= length) {
            throw new IllegalArgumentException("chunks of " + length + " frames that keep " + kept
                    + " cannot make a video's latent of shape " + shape.axes() + "; a chunk must add a frame");
        }
    }

    /** How many chunks there are. */
    public int count() {
        int further = Math.max(0, shape.frames() - length);
        return 1 + (further + length - kept - 1) / (length - kept);
    }

    /** The shape of one chunk's latent. */
    public LatentShape shape(int chunk) {
        int end = Math.min(shape.frames(), start(chunk) + length);
        return shape.frame().ofFrames(end - start(chunk));
    }

    /** What a chunk knows of the finished one before it. */
    public KnownFrames known(int chunk, float[] before) {
        LatentShape earlier = shape(chunk - 1);
        int frames = earlier.frames();
        return new KnownFrames(
                shape(chunk),
                IntStream.range(frames - kept, frames)
                        .mapToObj(frame -> earlier.frame(before, frame))
                        .toList());
    }

    /** The whole video of finished chunks, each frame from the chunk that drew it. */
    public float[] joined(List<float[]> chunks) {
        List<float[]> pictures = new ArrayList<>();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            LatentShape own = shape(chunk);
            for (int frame = chunk == 0 ? 0 : kept; frame < own.frames(); frame++) {
                pictures.add(own.frame(chunks.get(chunk), frame));
            }
        }
        int plane = shape.axes().get(2) * shape.axes().get(3);
        float[] video = new float[shape.size()];
        for (int frame = 0; frame < pictures.size(); frame++) {
            for (int channel = 0; channel < shape.axes().getFirst(); channel++) {
                int at = (channel * shape.frames() + frame) * plane;
                System.arraycopy(pictures.get(frame), channel * plane, video, at, plane);
            }
        }
        return video;
    }

    /** The number of a chunk's first frame in the whole video. */
    public int start(int chunk) {
        return chunk * (length - kept);
    }
}
