package dev.calotype.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A video: one object that moves in a straight line at constant speed over a flat ground.
 *
 * @param start the object in the first frame
 * @param end the same object in the last frame
 * @param background the ground
 */
public record MovingScene(PlacedObject start, PlacedObject end, Background background) {
    /** Frames of a clip of this world. */
    public static final int FRAMES = 16;

    /** Frames a second. */
    public static final int FPS = 8;

    /** What one of {@link #FRAMES} frames shows. */
    public Scene frame(int index) {
        double share = index / (FRAMES - 1.0);
        return new Scene(
                List.of(new PlacedObject(
                        start.colour(),
                        start.shape(),
                        start.radius(),
                        start.x() + share * (end.x() - start.x()),
                        start.y() + share * (end.y() - start.y()))),
                background);
    }

    /** All frames, drawn. */
    public List<Picture> drawn() {
        return IntStream.range(0, FRAMES).mapToObj(this::frame).map(Drawing::of).toList();
    }
}
