package dev.calotype.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job may ask of a video on the command line. */
final class VideoOptions {
    private static final Pattern PIECES = Pattern.compile("([0-9]{1,4})(?::([0-9]{1,4}))?");

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "a video of so many frames; name the module that makes them with --condition")
    @Nullable
    Integer frames;

    @Option(names = "--fps", paramLabel = "N", description = "how many frames are shown in a second (8)")
    @Nullable
    Integer fps;

    @Option(
            names = "--travel",
            paramLabel = "FRAME=PROMPT",
            description = "what the video shows from its prompt on towards this frame; may be repeated")
    SortedMap<Integer, String> travel = new TreeMap<>();

    @Option(names = "--start", paramLabel = "FILE", description = "the video's first frame")
    @Nullable
    String start;

    @Option(
            names = "--pieces",
            paramLabel = "FRAMES[:KEPT]",
            description = "draw a long video piece by piece, each going on from the last frames (4) of the one before")
    @Nullable
    String pieces;

    /** Adds what was asked for to a job; the file is sent to the farm first. */
    void addTo(ObjectNode job, FarmClient farm) {
        if (frames == null) {
            if (fps != null || !travel.isEmpty() || start != null || pieces != null) {
                throw new Complaint(
                        "--fps, --travel, --start and --pieces say what a video is like; say how long with --frames");
            }
            return;
        }
        ObjectNode video = job.putObject("video").put("frames", frames);
        if (fps != null) {
            video.put("fps", fps);
        }
        travel.forEach((frame, prompt) ->
                video.withArray("prompts").addObject().put("frame", frame).put("prompt", prompt));
        if (start != null) {
            video.put("start", PictureOptions.sent(start, farm));
        }
        if (pieces != null) {
            pieces(video.putObject("chunks"), pieces);
        }
    }

    private static void pieces(ObjectNode json, String given) {
        Matcher form = PIECES.matcher(given);
        if (!form.matches()) {
            throw new Complaint("--pieces is '" + given + "'; it is how many frames a piece has, and if wanted how many"
                    + " of them are known from the one before, such as 16:4");
        }
        json.put("frames", Integer.parseInt(form.group(1)));
        if (form.group(2) != null) {
            json.put("kept", Integer.parseInt(form.group(2)));
        }
    }
}
