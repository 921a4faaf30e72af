package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of what a job asks of a video. */
final class VideoJson {
    private VideoJson() {}

    /** What the schema and {@link #check} have passed. */
    static @Nullable VideoChoice read(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        List<VideoChoice.Prompt> prompts = new ArrayList<>();
        json.path("prompts")
                .forEach(one -> prompts.add(new VideoChoice.Prompt(
                        one.path("frame").asInt(), one.path("prompt").asText())));
        JsonNode chunks = json.path("chunks");
        return new VideoChoice(
                json.path("frames").asInt(),
                json.path("fps").asInt(VideoChoice.USUAL_FPS),
                prompts,
                json.has("start") ? json.path("start").asText() : null,
                chunks.isObject() ? new VideoChoice.Chunks(chunks.path("frames").asInt(), kept(chunks)) : null);
    }

    private static int kept(JsonNode chunks) {
        int usual = Math.min(VideoChoice.USUAL_KEPT, chunks.path("frames").asInt() - 1);
        return chunks.path("kept").asInt(usual);
    }

    /** What the schema cannot see: frames that are not there, pieces that add none, and fields that exclude each other. */
    static List<Fault> check(JsonNode job) {
        List<Fault> faults = new ArrayList<>();
        JsonNode video = job.path("video");
        if (video.isObject()) {
            ImageJson.address("/video/start", video.path("start"), faults);
            prompts(video, faults);
            chunks(video.path("chunks"), faults);
            contradictions(job, video, faults);
        }
        return faults;
    }

    private static void prompts(JsonNode video, List<Fault> faults) {
        int frames = video.path("frames").asInt();
        int before = -1;
        JsonNode prompts = video.path("prompts");
        for (int i = 0; prompts.isArray() && i < prompts.size(); i++) {
            int frame = prompts.path(i).path("frame").asInt();
            String place = "/video/prompts/" + i + "/frame";
            if (frames > 0 && frame >= frames) {
                faults.add(new Fault(
                        "out-of-range",
                        place,
                        "\"frame\" is " + frame + "; a video of " + frames + " frames has those from 0 to "
                                + (frames - 1)));
            } else if (frame <= before) {
                faults.add(new Fault(
                        "out-of-range",
                        place,
                        "\"frame\" is " + frame + " after " + before + "; give each frame one prompt, in their order"));
            }
            before = frame;
        }
    }

    private static void chunks(JsonNode chunks, List<Fault> faults) {
        if (chunks.isObject()
                && chunks.has("frames")
                && kept(chunks) >= chunks.path("frames").asInt()) {
            faults.add(new Fault(
                    "out-of-range",
                    "/video/chunks/kept",
                    "\"kept\" is " + kept(chunks) + " of "
                            + chunks.path("frames").asInt() + " frames; a chunk must add one at least"));
        }
    }

    private static void contradictions(JsonNode job, JsonNode video, List<Fault> faults) {
        if (job.has("refine")) {
            faults.add(new Fault("contradiction", "/refine", "a video cannot be refined; leave out \"refine\""));
        }
        for (String field : List.of("start", "chunks")) {
            if (job.has("image") && video.has(field)) {
                faults.add(new Fault(
                        "contradiction",
                        "/video/" + field,
                        "every frame begins from \"image\"; leave out \"image\", or the video's \"" + field + "\""));
            }
        }
    }
}
