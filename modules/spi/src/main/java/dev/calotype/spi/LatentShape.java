package dev.calotype.spi;

import java.util.List;

/**
 * The shape of one latent, without the batch axis, such as {@code [4, 64, 64]} (channels, height, width).
 *
 * @param axes sizes, each at least 1
 */
public record LatentShape(List<Integer> axes) {
    private static final int VIDEO = 4;

    /** Copies the axes. */
    public LatentShape {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.stream().anyMatch(axis -> axis < 1)) {
            throw new IllegalArgumentException("a latent shape needs sizes of at least 1; found " + axes);
        }
    }

    /** A shape from its sizes. */
    public static LatentShape of(Integer... axes) {
        return new LatentShape(List.of(axes));
    }

    /** How many values a latent of this shape has. */
    public int size() {
        return axes.stream().reduce(1, Math::multiplyExact);
    }

    /** Whether this is a video's: channels, frames, height and width. */
    public boolean isVideo() {
        return axes.size() == VIDEO;
    }

    /** How many frames a video's latent has; 1 for every other shape. */
    public int frames() {
        return isVideo() ? axes.get(1) : 1;
    }

    /** The shape of one frame of a video, channels, height and width; every other shape itself. */
    public LatentShape frame() {
        return isVideo() ? of(axes.get(0), axes.get(2), axes.get(3)) : this;
    }

    /**
     * The shape of a video of so many pictures of this shape.
     *
     * @throws IllegalArgumentException if this is not the shape of a picture: channels, height and width
     */
    public LatentShape ofFrames(int frames) {
        if (axes.size() != VIDEO - 1) {
            throw new IllegalArgumentException("a video has frames of channels, height and width; found " + axes);
        }
        return of(axes.get(0), frames, axes.get(1), axes.get(2));
    }

    /** One frame of a video of this shape, in a new array. */
    public float[] frame(float[] video, int frame) {
        int plane = frame().size() / axes.getFirst();
        float[] picture = new float[axes.getFirst() * plane];
        for (int channel = 0; channel < axes.getFirst(); channel++) {
            System.arraycopy(video, (channel * frames() + frame) * plane, picture, channel * plane, plane);
        }
        return picture;
    }

    /** A video of this shape whose frames are all one picture, in a new array. */
    public float[] still(float[] picture) {
        int plane = frame().size() / axes.getFirst();
        float[] video = new float[size()];
        for (int i = 0; i < axes.getFirst() * frames(); i++) {
            System.arraycopy(picture, i / frames() * plane, video, i * plane, plane);
        }
        return video;
    }
}
