package dev.calotype.server;

import static dev.calotype.server.DoorParts.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.jobs.GuidanceChoice.Composed;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Refinement;
import dev.calotype.spi.SamplerChoice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door says of pictures that jobs begin from, and of their sizes. */
final class FarmDoorPicturesTest {
    private static final SamplerChoice STRAIGHT = SamplerChoice.of("straight");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path models;

    @Test
    void aPictureDecidesTheSizeThatTheJobLeavesOpen() throws IOException {
        assertThat(spec(picture(40, 27, ImageChoice.Extension.NONE, null)))
                .extracting(JobSpec::width, JobSpec::height)
                .containsExactly(40, 24);
        assertThat(spec(picture(640, 320, ImageChoice.Extension.NONE, null)))
                .extracting(JobSpec::width, JobSpec::height)
                .containsExactly(64, 32);
        assertThat(spec(picture(32, 32, new ImageChoice.Extension(8, 0, 8, 16), null)))
                .extracting(JobSpec::width, JobSpec::height)
                .containsExactly(48, 48);
    }

    @Test
    void refusesPicturesThatCannotBeUsed() throws IOException {
        FarmDoor door = DoorParts.door(models, STRAIGHT);
        assertThat(faults(door.admit(imaged("00".repeat(32), 0.5, null))))
                .extracting(Fault::code, Fault::pointer)
                .containsExactly(tuple("bad-image", "/image/uri"));
        assertThat(faults(door.admit(imaged("https://elsewhere.example/a.png", 0.5, null))))
                .extracting(Fault::code)
                .containsExactly("bad-image");
        assertThat(faults(door.admit(imaged("data:image/png;base64,AAAA", 0.5, null))))
                .extracting(Fault::message)
                .containsExactly("the file is neither PNG nor JPEG; save the picture as one of these");
        assertThat(faults(door.admit(imaged(data(32, 32), 0.2, null))))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/image/strength");
                    assertThat(fault.message()).contains("of 4 steps it leaves none");
                });
        var wide = new ImageChoice(data(64, 64), null, 1, new ImageChoice.Extension(64, 0, 0, 0));
        assertThat(faults(door.admit(asking(wide, null, 64))))
                .extracting(Fault::pointer)
                .contains("/image/extend");
    }

    @Test
    void refusesMasksOfPromptsThatAreNoPictures() throws IOException {
        var prompts = List.of(
                new Composed.Prompt("a ring", 1, new Composed.Painted(data(9, 7))),
                new Composed.Prompt("a disc", 1, new Composed.Painted("data:image/png;base64,AAAA")),
                new Composed.Prompt("a bar", 1, new Composed.Painted("00".repeat(32))));
        assertThat(faults(DoorParts.door(models, STRAIGHT).admit(composed(new Composed(1, prompts)))))
                .extracting(Fault::code, Fault::pointer)
                .containsExactly(
                        tuple("bad-image", "/guidance/prompts/1/mask"), tuple("bad-image", "/guidance/prompts/2/mask"));
        GuidanceChoice first = new GuidanceChoice.Within(0, 0.5, new Composed(1, prompts.subList(0, 1)));
        assertThat(DoorParts.door(models, STRAIGHT).admit(composed(first))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void refusesARefinementThatTheModelCannotDraw() throws IOException {
        FarmDoor door = DoorParts.door(models, STRAIGHT);
        assertThat(faults(door.admit(asking(null, new Refinement(2, 0.5), 64))))
                .extracting(Fault::pointer)
                .containsExactly("/refine/scale");
        assertThat(faults(door.admit(asking(null, new Refinement(1.1, 0.5), 32))))
                .extracting(Fault::message)
                .containsExactly("the result would have 35×35 pixels; this model draws multiples of 8 up to 64");
        assertThat(door.admit(asking(null, new Refinement(2, 0.5), 32))).isInstanceOf(Admission.Admitted.class);
        assertThat(faults(door.admit(asking(null, new Refinement(2, 0.1), 32))))
                .extracting(Fault::pointer)
                .containsExactly("/refine/strength");
    }

    private JobSpec spec(ImageChoice image) throws IOException {
        return ((Admission.Admitted) DoorParts.door(models, STRAIGHT).admit(asking(image, null, null))).job();
    }

    private static ImageChoice picture(int width, int height, ImageChoice.Extension extend, @Nullable String mask)
            throws IOException {
        return new ImageChoice(data(width, height), mask, 1, extend);
    }

    private static JobRequest imaged(String uri, double strength, @Nullable String mask) {
        return asking(new ImageChoice(uri, mask, strength, ImageChoice.Extension.NONE), null, null);
    }

    private static JobRequest asking(@Nullable ImageChoice image, @Nullable Refinement refine, @Nullable Integer side) {
        return new JobRequest(
                "a", "t", 0, "shapes", List.of(), "a ring", "", null, null, null, null, null, null, 1, side, side, null,
                image, refine, null, null, List.of(), null, null, null);
    }

    private static JobRequest composed(GuidanceChoice guidance) {
        return new JobRequest(
                "a", "t", 0, "shapes", List.of(), "a ring", "", null, null, null, guidance, null, null, 1, null, null,
                null, null, null, null, null, List.of(), null, null, null);
    }

    private static String data(int width, int height) throws IOException {
        byte[] png = PictureFileTest.file(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
