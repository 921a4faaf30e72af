package dev.calotype.media;

import dev.calotype.spi.Raster;
import java.util.List;

/**
 * A video's frames.
 *
 * @param frames at least one, all of one size
 * @param fps frames a second, 1 to 120
 */
public record Clip(List<Raster> frames, int fps) {
    private static final int FASTEST = 120;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no frame, a frame has another size or the speed is out of range
     */
    public Clip {
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a clip needs at least one frame; it was given none");
        }
        if (fps < 1 || fps > FASTEST) {
            throw new IllegalArgumentException("fps is " + fps + "; it must be 1 to " + FASTEST);
        }
        for (Raster frame : frames) {
            if (frame.width() != frames.getFirst().width()
                    || frame.height() != frames.getFirst().height()) {
                throw new IllegalArgumentException("the frames of a clip have sizes " + size(frames.getFirst())
                        + " and " + size(frame) + "; they must be the same");
            }
        }
    }

    /** Pixels. */
    public int width() {
        return frames.getFirst().width();
    }

    /** Pixels. */
    public int height() {
        return frames.getFirst().height();
    }

    /** The frame in the middle, which stands for the whole. */
    public Raster poster() {
        return frames.get(frames.size() / 2);
    }

    private static String size(Raster frame) {
        return frame.width() + "×" + frame.height();
    }
}
