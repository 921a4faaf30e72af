package dev.calotype.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job may ask of pictures on the command line. */
final class PictureOptions {
    private static final List<String> SIDES = List.of("left", "top", "right", "bottom");

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "begin from this PNG or JPEG; or an artefact, or a URI")
    @Nullable
    String image;

    @Option(names = "--mask", paramLabel = "FILE", description = "repaint where this picture is white; keep the rest")
    @Nullable
    String mask;

    @Option(names = "--strength", paramLabel = "S", description = "how much to repaint: 0.8, or 1 with a mask")
    @Nullable
    Double strength;

    @Option(
            names = "--extend",
            paramLabel = "L,T,R,B",
            split = ",",
            description = "paint this many pixels more at the left, top, right and bottom")
    @Nullable
    List<Integer> extend;

    @Option(
            names = "--refine",
            paramLabel = "SCALE",
            description = "draw, enlarge, and draw again at SCALE times the size")
    @Nullable
    Double refine;

    @Option(
            names = "--refine-strength",
            paramLabel = "S",
            description = "how much of the enlarged picture is drawn again (0.7)")
    @Nullable
    Double refineStrength;

    @Option(
            names = "--variation",
            paramLabel = "SEED:SHARE",
            description = "noise this share of the way to another seed")
    @Nullable
    String variation;

    /** Adds what was asked for to a job; files are sent to the farm first. */
    void addTo(ObjectNode job, FarmClient farm) {
        if (image != null) {
            image(job.putObject("image"), image, farm);
        } else if (mask != null || strength != null || extend != null) {
            throw new Complaint("--mask, --strength and --extend say what to do with a picture; give it with --image");
        }
        if (refine != null) {
            put(job.putObject("refine").put("scale", refine), "strength", refineStrength);
        }
        if (variation != null) {
            variation(job.putObject("variation"), variation);
        }
    }

    private void image(ObjectNode json, String address, FarmClient farm) {
        json.put("uri", sent(address, farm));
        if (mask != null) {
            json.put("mask", sent(mask, farm));
        }
        put(json, "strength", strength);
        if (extend != null) {
            if (extend.size() != SIDES.size()) {
                throw new Complaint(
                        "--extend has " + extend.size() + " numbers; it needs four: left, top, right, bottom");
            }
            ObjectNode sides = json.putObject("extend");
            for (int i = 0; i < SIDES.size(); i++) {
                sides.put(SIDES.get(i), extend.get(i));
            }
        }
    }

    /** The id of a file that was sent, or what was given if it names no file. */
    private static String sent(String given, FarmClient farm) {
        try {
            Path file = Path.of(given);
            return Files.isRegularFile(file) ? farm.keep(Files.readAllBytes(file), given) : named(given);
        } catch (InvalidPathException e) {
            return given;
        } catch (IOException e) {
            throw new Complaint("the picture " + given + " cannot be read: " + e.getMessage());
        }
    }

    private static String named(String given) {
        if (!given.matches("[0-9a-f]{64}") && !given.contains(":") && !given.startsWith("/v1/artefacts/")) {
            throw new Complaint("there is no picture file '" + given + "'");
        }
        return given;
    }

    private static void variation(ObjectNode json, String given) {
        int colon = given.indexOf(':');
        try {
            json.put("seed", Long.parseLong(given.substring(0, Math.max(0, colon))))
                    .put("share", Double.parseDouble(given.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new Complaint("--variation is '" + given + "'; it is a seed and a share, such as 7:0.2");
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Double value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
