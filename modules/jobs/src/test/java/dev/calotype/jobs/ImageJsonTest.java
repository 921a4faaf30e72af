package dev.calotype.jobs;

import static dev.calotype.jobs.JobTexts.accepted;
import static dev.calotype.jobs.JobTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How jobs begin from pictures, as text. */
final class ImageJsonTest {
    private final JobJson json = new JobJson();

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void readsPicturesTheirDefaultsAndWritesThemAgain() {
        JobRequest whole = accepted(of("\"image\":\"" + DIGEST + "\""));
        assertThat(whole.image()).isEqualTo(new ImageChoice(DIGEST, null, 0.8, ImageChoice.Extension.NONE));
        JobRequest partial = accepted(of("\"image\":{\"uri\":\"https://s.example/a.png\",\"mask\":\"" + DIGEST
                + "\",\"extend\":{\"left\":64}},\"variation\":{\"seed\":7,\"share\":0.25}"));
        assertThat(partial.image())
                .isEqualTo(
                        new ImageChoice("https://s.example/a.png", DIGEST, 1, new ImageChoice.Extension(64, 0, 0, 0)));
        assertThat(partial.variation()).isEqualTo(new Variation(7, 0.25));
        assertThat(accepted(of("\"refine\":{\"scale\":2}")).refine()).isEqualTo(new Refinement(2, 0.7));
        JobSpec spec = partial.withId("a-1").complete(Specs.traits());
        assertThat(json.readSpec(json.write(spec))).isEqualTo(spec);
        assertThat(accepted(json.write(spec)).complete(Specs.traits())).isEqualTo(spec);
    }

    @Test
    void readsFramingWholeAndInPart() {
        JobRequest request = accepted(of("\"framing\":{\"original\":{\"width\":640,\"height\":480},"
                + "\"crop\":{\"left\":8},\"target\":{\"width\":512,\"height\":256}}"));
        assertThat(request.framing())
                .isEqualTo(new Framing(
                        new Framing.Size(640, 480), new Framing.Crop(8, 0), new Framing.Size(512, 256), null));
        JobSpec spec = request.withId("a-1").complete(Specs.traits());
        assertThat(json.readSpec(json.write(spec))).isEqualTo(spec);
        assertThat(accepted(of("\"framing\":{\"crop\":{\"top\":4}}")).framing())
                .isEqualTo(new Framing(null, new Framing.Crop(0, 4), null, null));
        assertThat(accepted(of("\"framing\":{\"aesthetic\":{\"prompt\":7.5}}")).framing())
                .isEqualTo(new Framing(null, new Framing.Crop(0, 0), null, new Framing.Aesthetic(7.5, 2.5)));
        assertThat(refused(of("\"framing\":{\"original\":{\"width\":0},\"crop\":{\"lft\":1}}")))
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/framing/original/width", "/framing/original", "/framing/crop/lft");
    }

    @Test
    void readsEveryFormOfAPicturesAddress() {
        assertThat(PictureAddress.of("/v1/artefacts/" + DIGEST)).isEqualTo(new PictureAddress.Stored(DIGEST));
        assertThat(PictureAddress.of(DIGEST)).isEqualTo(new PictureAddress.Stored(DIGEST));
        assertThat(PictureAddress.of("data:image/png;base64,AQID"))
                .isInstanceOfSatisfying(
                        PictureAddress.Inline.class,
                        inline -> assertThat(inline.content()).containsExactly(1, 2, 3));
        assertThat(PictureAddress.of("https://s.example/a")).isInstanceOf(PictureAddress.Remote.class);
    }

    @Test
    void refusesAddressesThatAreNoneAndFilePathsAmongThem() {
        for (String bad : List.of(
                "/etc/passwd",
                "file:///etc/passwd",
                "data:text/plain;base64,AQID",
                "data:image/png;base64,A",
                "data:image/png,abc",
                "https://user@s.example/a",
                "https:///a",
                "jar:https://s.example/a!/b",
                DIGEST.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(refused(of("\"image\":{\"uri\":\"" + DIGEST + "\",\"mask\":\"" + bad + "\"}")))
                    .as(bad)
                    .extracting(Fault::code, Fault::pointer)
                    .containsExactly(tuple("bad-image", "/image/mask"));
        }
    }

    @Test
    void refusesWhatContradictsItselfAboutPictures() {
        assertThat(refused(of(
                        "\"image\":{\"uri\":\"" + DIGEST + "\",\"mask\":\"" + DIGEST + "\"},\"refine\":{\"scale\":2}")))
                .extracting(Fault::code, Fault::pointer)
                .containsExactly(tuple("contradiction", "/refine"));
        assertThat(refused(of("\"image\":{\"mask\":\"" + DIGEST + "\",\"strength\":0,\"extend\":{\"lft\":1}}")))
                .extracting(Fault::code, Fault::pointer)
                .containsExactlyInAnyOrder(
                        tuple("missing-field", "/image"),
                        tuple("out-of-range", "/image/strength"),
                        tuple("unknown-field", "/image/extend/lft"));
    }

    private static String of(String fields) {
        return "{\"model\":\"m\",\"prompt\":\"a\"," + fields + "}";
    }
}
