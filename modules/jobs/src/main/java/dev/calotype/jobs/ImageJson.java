package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of what a job says of pictures: {@code image}, {@code refine}, {@code variation} and {@code framing}. */
final class ImageJson {
    private ImageJson() {}

    /** An address, or an object with it; what the schema and {@link #check} have passed. */
    static @Nullable ImageChoice image(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        String uri = json.isTextual() ? json.asText() : json.path("uri").asText();
        String mask = json.has("mask") ? json.path("mask").asText() : null;
        var extend = extension(json.path("extend"));
        double usual = mask != null || !extend.empty() ? 1 : ImageChoice.USUAL_STRENGTH;
        return new ImageChoice(uri, mask, json.path("strength").asDouble(usual), extend);
    }

    private static ImageChoice.Extension extension(JsonNode json) {
        return new ImageChoice.Extension(
                json.path("left").asInt(0),
                json.path("top").asInt(0),
                json.path("right").asInt(0),
                json.path("bottom").asInt(0));
    }

    static @Nullable Refinement refinement(@Nullable JsonNode json) {
        return json == null
                ? null
                : new Refinement(
                        json.path("scale").asDouble(), json.path("strength").asDouble(Refinement.USUAL_STRENGTH));
    }

    static @Nullable Variation variation(@Nullable JsonNode json) {
        return json == null
                ? null
                : new Variation(json.path("seed").asLong(), json.path("share").asDouble());
    }

    static @Nullable Framing framing(@Nullable JsonNode json) {
        return json == null
                ? null
                : new Framing(
                        size(json.get("original")),
                        new Framing.Crop(
                                json.at("/crop/left").asInt(0),
                                json.at("/crop/top").asInt(0)),
                        size(json.get("target")),
                        aesthetic(json.get("aesthetic")));
    }

    private static Framing.@Nullable Aesthetic aesthetic(@Nullable JsonNode json) {
        return json == null
                ? null
                : new Framing.Aesthetic(
                        json.path("prompt").asDouble(Framing.Aesthetic.USUAL.prompt()),
                        json.path("negative").asDouble(Framing.Aesthetic.USUAL.negative()));
    }

    private static Framing.@Nullable Size size(@Nullable JsonNode json) {
        return json == null
                ? null
                : new Framing.Size(
                        json.path("width").asInt(), json.path("height").asInt());
    }

    /** What the schema cannot see: addresses that are none, and a second walk over a picture that is kept in part. */
    static List<Fault> check(JsonNode job) {
        List<Fault> faults = new ArrayList<>();
        JsonNode image = job.path("image");
        address(image.isTextual() ? "/image" : "/image/uri", image.isTextual() ? image : image.path("uri"), faults);
        address("/image/mask", image.path("mask"), faults);
        if (job.has("refine") && (image.has("mask") || image.has("extend"))) {
            faults.add(new Fault(
                    "contradiction",
                    "/refine",
                    "\"refine\" would paint over the part of the picture that is kept; leave out \"refine\", or the"
                            + " picture's \"mask\" and \"extend\""));
        }
        return faults;
    }

    static void address(String pointer, JsonNode address, List<Fault> faults) {
        if (!address.isTextual() || address.asText().isEmpty()) {
            return;
        }
        try {
            PictureAddress.of(address.asText());
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("bad-image", pointer, String.valueOf(e.getMessage())));
        }
    }
}
