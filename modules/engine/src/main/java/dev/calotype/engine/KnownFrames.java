package dev.calotype.engine;

import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import java.util.Arrays;
import java.util.List;

/**
 * The first frames of a video where they are known before it is drawn: a picture that it starts from, or the last frames of
 * what came before. They walk the path of their own values, so that the network sees them at the noise it was trained to see.
 *
 * @param shape of the video's latent: channels, frames, height, width
 * @param frames clean latents of the first frames, each of channels, height and width; not copied
 */
public record KnownFrames(LatentShape shape, List<float[]> frames) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the shape is no video's, or there are more frames than it has, or of another size
     */
    public KnownFrames {
        frames = List.copyOf(frames);
        if (!shape.isVideo() || frames.size() > shape.frames()) {
            throw new IllegalArgumentException(
                    frames.size() + " known frames do not fit a video's latent of shape " + shape.axes());
        }
        int size = shape.frame().size();
        for (float[] frame : frames) {
            if (frame.length != size) {
                throw new IllegalArgumentException("a known frame has " + frame.length + " values; a frame of shape "
                        + shape.axes() + " has " + size);
            }
        }
    }

    /** What one walk takes; {@code noise} is its own stream, from its beginning. */
    public Beginning begin(Noise noise) {
        float[] start = noise.draw(shape.size());
        float[] mask = new float[shape.size()];
        float[] values = new float[shape.size()];
        for (int i = 0; i < frames.size(); i++) {
            write(i, mask, values);
        }
        return new Beginning(
                null, List.of(new Correction.KnownPath(mask, values, start)), null, new Foreseen(start, noise));
    }

    private void write(int frame, float[] mask, float[] values) {
        int count = shape.frames();
        int plane = shape.axes().get(2) * shape.axes().get(3);
        for (int channel = 0; channel < shape.axes().getFirst(); channel++) {
            int at = (channel * count + frame) * plane;
            System.arraycopy(frames.get(frame), channel * plane, values, at, plane);
            Arrays.fill(mask, at, at + plane, 1);
        }
    }
}
