package dev.calotype.jobs;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks of a video.
 *
 * @param frames how many
 * @param fps how many are shown in a second
 * @param prompts what later frames show, ascending; frames between two of them show both in part
 * @param start where the picture lies that is its first frame, see {@link PictureAddress}, or null
 * @param chunks how it is drawn piece by piece, or null to draw it at once
 */
public record VideoChoice(
        int frames,
        int fps,
        List<Prompt> prompts,
        @Nullable String start,
        @Nullable Chunks chunks) {
    /** Frames a second of a job that asks for none. */
    public static final int USUAL_FPS = 8;

    /** Frames that a chunk keeps of the one before, in a job that asks for none. */
    public static final int USUAL_KEPT = 4;

    /** Copies the prompts. */
    public VideoChoice {
        prompts = List.copyOf(Objects.requireNonNullElse(prompts, List.of()));
    }

    /**
     * What a frame shows.
     *
     * @param frame its number, from 0
     * @param prompt what it shows
     */
    public record Prompt(int frame, String prompt) {}

    /**
     * A video drawn piece by piece, each going on from the last frames of the one before.
     *
     * @param frames of a piece
     * @param kept how many of them the piece before has drawn
     */
    public record Chunks(int frames, int kept) {}
}
