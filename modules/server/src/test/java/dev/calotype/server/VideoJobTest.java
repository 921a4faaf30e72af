package dev.calotype.server;

import static dev.calotype.server.SeenPictures.difference;
import static dev.calotype.server.SeenPictures.frames;
import static dev.calotype.server.SeenPictures.half;
import static dev.calotype.server.SeenPictures.picture;
import static dev.calotype.server.SeenPictures.rgb;
import static dev.calotype.server.SeenPictures.rightHalf;
import static dev.calotype.server.SeenPictures.stripes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Fault;
import dev.calotype.media.DecodedMp4;
import dev.calotype.spi.Document;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs for videos, from the door to their files, on small networks with random weights. */
final class VideoJobTest {
    private static final int FRAMES = 6;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    @SuppressWarnings("NullAway.Init")
    private VideoFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new VideoFarm(place);
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void aVideoBecomesAFilmAnAnimationAPosterASheetAndItsFrames() throws IOException {
        List<Document> files =
                drawn(job("a", "\"video\":{\"frames\":6,\"fps\":5},\"conditioners\":[{\"name\":\"motion\"}]"));
        assertThat(files)
                .extracting(Document::mediaType)
                .startsWith("video/mp4", "image/gif", "image/png", "image/png")
                .hasSize(4 + FRAMES);
        Path film = Files.write(place.resolve("a.mp4"), files.getFirst().content());
        DecodedMp4 seen = DecodedMp4.read(film);
        assertThat(seen.frames()).hasSize(FRAMES);
        assertThat(seen.fps()).isEqualTo(5);
        for (int frame = 0; frame < FRAMES; frame++) {
            BufferedImage picture = picture(files.get(4 + frame));
            assertThat(picture.getWidth()).isEqualTo(48);
            assertThat(picture.getHeight()).isEqualTo(32);
            assertThat(difference(seen.frames().get(frame).rgb(), rgb(picture)))
                    .as("frame %s of the film, of 255", frame)
                    .isLessThan(difference(
                            seen.frames().get(frame).rgb(), rgb(picture(files.get(4 + (frame + 3) % FRAMES)))));
        }
        assertThat(frames(files.get(1))).isEqualTo(FRAMES);
        assertThat(rgb(picture(files.get(2)))).as("the poster").isEqualTo(rgb(picture(files.get(4 + FRAMES / 2))));
        assertThat(picture(files.get(3)).getWidth()).as("the sheet").isGreaterThan(2 * 48);
    }

    @Test
    void everyKindOfModuleWorksInOneWalk() throws IOException {
        String mixed = job("mixed", everything());
        List<Document> files = drawn(mixed);
        assertThat(files).hasSize(4 + FRAMES);
        assertThat(farm.figures().evaluations()).isEqualTo(3);
        assertThat(farm.figures().calls()).as("network calls").isEqualTo(3);
        BufferedImage kept = picture(files.get(4));
        for (int frame = 1; frame < FRAMES; frame++) {
            BufferedImage other = picture(files.get(4 + frame));
            assertThat(difference(half(kept, 0), half(other, 0)))
                    .as("the kept half of frame %s against the first, of 255", frame)
                    .isLessThan(difference(half(kept, 24), half(other, 24)));
        }
    }

    @Test
    void eightMixesInFlightTogetherGiveEachItsOwnResult() throws IOException {
        Map<String, String> jobs = mixes();
        Map<String, List<Document>> alone = new LinkedHashMap<>();
        for (var job : jobs.entrySet()) {
            alone.put(job.getKey(), drawn(job.getValue()));
        }
        long solo = farm.figures().calls();
        jobs.values().forEach(job -> farm.take(job, null));
        Map<String, List<Document>> together = farm.finish();
        assertThat(together).hasSize(8);
        for (String id : jobs.keySet()) {
            List<Document> own = Objects.requireNonNull(together.get(id));
            List<Document> solitary = Objects.requireNonNull(alone.get(id));
            for (int frame = 0; frame < FRAMES; frame++) {
                byte[] found = rgb(picture(own.get(4 + frame)));
                byte[] wanted = rgb(picture(solitary.get(4 + frame)));
                assertThat(difference(found, wanted))
                        .as("frame %s of %s, of 255", frame, id)
                        .isLessThan(0.5);
            }
        }
        long calls = farm.figures().calls() - solo;
        System.out.println("network calls: 8 videos alone " + solo + ", together " + calls);
        assertThat(calls).isLessThan(solo / 4);
    }

    @Test
    void aVideoGoesOnFromItsStartInChunksAndAfterAStopToTheSameBits() throws IOException {
        String start = farm.keep("image/png", stripes());
        String json = job(
                "long",
                "\"video\":{\"frames\":10,\"start\":\"" + start + "\",\"chunks\":{\"frames\":4,\"kept\":2}},"
                        + "\"conditioners\":[{\"name\":\"motion\"}]");
        List<Document> undisturbed = drawn(json);
        assertThat(undisturbed).hasSize(4 + 10);
        assertThat(farm.figures().evaluations()).as("four chunks").isEqualTo(4 * 3);
        List<Document> other = drawn(json.replace("\"seed\":3", "\"seed\":4"));
        assertThat(other.get(4).content())
                .as("the start")
                .isEqualTo(undisturbed.get(4).content());
        assertThat(other.get(5).content())
                .as("the frame after it")
                .isNotEqualTo(undisturbed.get(5).content());
        farm.take(json, null);
        farm.walk(8);
        byte[] kept = farm.stop();
        try (var second = new VideoFarm(place)) {
            second.take(json, kept);
            List<Document> resumed = Objects.requireNonNull(second.finish().get("long"));
            assertThat(second.notices()).anyMatch(notice -> notice.startsWith("attempt 2 goes on after "));
            for (int i = 0; i < undisturbed.size(); i++) {
                assertThat(resumed.get(i).content())
                        .isEqualTo(undisturbed.get(i).content());
            }
        }
    }

    @Test
    void promptsTravelFromFrameToFrame() throws IOException {
        String motion = "\"conditioners\":[{\"name\":\"motion\",\"strength\":0}]";
        List<Document> still = drawn(job("still", "\"video\":{\"frames\":6}," + motion));
        List<Document> travel = drawn(job(
                "travel",
                "\"video\":{\"frames\":6,\"prompts\":[{\"frame\":3,\"prompt\":\"a blue square, seen from far away\"}]},"
                        + motion));
        List<Document> other = drawn(job("other", "\"video\":{\"frames\":6}," + motion)
                .replace("a boat at dawn", "a blue square, seen from far away"));
        assertThat(rgb(picture(travel.get(4))))
                .as("the first frame has the first prompt")
                .isEqualTo(rgb(picture(still.get(4))));
        assertThat(rgb(picture(travel.get(4 + 1)))).isNotEqualTo(rgb(picture(still.get(4 + 1))));
        assertThat(rgb(picture(travel.get(4 + 5))))
                .as("the last has the other")
                .isEqualTo(rgb(picture(other.get(4 + 5))));
    }

    @Test
    void aPromptThatSpeaksOfAWayTellsEachFrameItsPlace() throws IOException {
        Files.writeString(place.resolve("models/motion/way.json"), """
                {"said": "sailing from the {from} to the {to}", "told": "in the {place}",
                 "places": {"west": [0, 0], "east": [1, 0]}}
                """);
        String motion = "\"conditioners\":[{\"name\":\"motion\"}]";
        List<Document> spoken = drawn(job("spoken", "\"video\":{\"frames\":6}," + motion)
                .replace("a boat at dawn", "a boat sailing from the West to the east at dawn"));
        List<Document> listed = drawn(job(
                        "listed",
                        "\"video\":{\"frames\":6,\"prompts\":[{\"frame\":2,\"prompt\":\"a boat in the west at dawn\"},"
                                + "{\"frame\":3,\"prompt\":\"a boat in the east at dawn\"}]}," + motion)
                .replace("a boat at dawn", "a boat in the west at dawn"));
        for (int frame = 0; frame < FRAMES; frame++) {
            assertThat(rgb(picture(spoken.get(4 + frame))))
                    .as("frame %s", frame)
                    .isEqualTo(rgb(picture(listed.get(4 + frame))));
        }
    }

    @Test
    void whatIsWrongWithAVideoIsSaidAtTheDoor() throws IOException {
        String motion = "\"conditioners\":[{\"name\":\"motion\"}]";
        assertThat(said("\"video\":{\"frames\":0}," + motion))
                .containsExactly("\"frames\" must be at least 1; found 0");
        assertThat(said("\"video\":{\"frames\":1024},\"width\":512,\"height\":512," + motion))
                .anyMatch(message ->
                        message.startsWith("1024 frames of 512×512 pixels are beyond a job's 67108864 pixels; 256"));
        assertThat(said("\"video\":{\"frames\":8}"))
                .containsExactly(
                        "a video needs a conditioning module that makes frames, such as AnimateDiff's; name one in"
                                + " \"conditioners\", or leave out \"video\"");
        assertThat(said(motion))
                .containsExactly("conditioner 'motion' makes the frames of a video; say how many, such as"
                        + " \"video\": {\"frames\": 16}, or leave it out");
        assertThat(said("\"video\":{\"frames\":8},\"conditioners\":[{\"name\":\"motion\"},{\"name\":\"motion\"}]"))
                .containsExactly("conditioner 'motion' makes the frames already; leave one of the two out");
        String film = farm.keep(
                "video/mp4",
                drawn(job("f", "\"video\":{\"frames\":2}," + motion)).getFirst().content());
        assertThat(said("\"video\":{\"frames\":8,\"start\":\"" + film + "\"}," + motion))
                .containsExactly("the file is a video, and a picture is due; save one of its frames as PNG or JPEG");
        assertThat(said(
                        "\"video\":{\"frames\":8,\"chunks\":{\"frames\":4,\"kept\":4},\"prompts\":[{\"frame\":8,\"prompt\":\"x\"},{\"frame\":7,\"prompt\":\"y\"}]},\"refine\":{\"scale\":2},"
                                + motion))
                .containsExactlyInAnyOrder(
                        "\"frame\" is 8; a video of 8 frames has those from 0 to 7",
                        "\"frame\" is 7 after 8; give each frame one prompt, in their order",
                        "\"kept\" is 4 of 4 frames; a chunk must add one at least",
                        "a video cannot be refined; leave out \"refine\"");
    }

    private List<String> said(String fields) {
        return farm.faults(job("x", fields)).stream().map(Fault::message).toList();
    }

    private String everything() throws IOException {
        String hint = farm.keep("image/png", stripes());
        return "\"video\":{\"frames\":6},\"adapters\":[{\"name\":\"ink\"},{\"name\":\"chalk\",\"weight\":0.5}],"
                + "\"image\":{\"uri\":\"" + hint + "\",\"mask\":\"" + farm.keep("image/png", rightHalf()) + "\"},"
                + "\"conditioners\":[{\"name\":\"outlines\",\"image\":\"" + hint
                + "\",\"strength\":0.8},{\"name\":\"motion\"}]";
    }

    private Map<String, String> mixes() throws IOException {
        String hint = farm.keep("image/png", stripes());
        String video = "\"video\":{\"frames\":6},\"conditioners\":[";
        String motion = "{\"name\":\"motion\"}";
        String outlines = "{\"name\":\"outlines\",\"image\":\"" + hint + "\"}";
        Map<String, String> mixes = new LinkedHashMap<>();
        mixes.put("plain", video + motion + "]");
        mixes.put("half", video + "{\"name\":\"motion\",\"strength\":0.5}]");
        mixes.put("causal", video + "{\"name\":\"motion\",\"options\":{\"causal\":true}}]");
        mixes.put("windows", video + "{\"name\":\"motion\",\"options\":{\"window\":4}}]");
        mixes.put("outlined", video + outlines + "," + motion + "]");
        mixes.put("inked", "\"adapters\":[{\"name\":\"ink\"}]," + video + motion + "]");
        mixes.put(
                "started",
                "\"video\":{\"frames\":6,\"start\":\"" + hint
                        + "\",\"prompts\":[{\"frame\":5,\"prompt\":\"a ship\"}]},\"conditioners\":[" + motion + "]");
        mixes.put("all", everything());
        mixes.replaceAll(VideoJobTest::job);
        return mixes;
    }

    private List<Document> drawn(String json) {
        farm.take(json, null);
        return farm.finish().values().iterator().next();
    }

    private static String job(String id, String fields) {
        String sized = fields.contains("\"width\"") ? "" : "\"width\":48,\"height\":32,";
        return "{\"id\":\"" + id + "\",\"model\":\"base\",\"prompt\":\"a boat at dawn\",\"seed\":3,\"steps\":3,"
                + "\"sampler\":\"euler\"," + sized + fields + "}";
    }
}
