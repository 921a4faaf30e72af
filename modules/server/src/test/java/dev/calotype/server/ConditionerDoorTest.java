package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.jobs.ConditionerChoice;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobRequest;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.Attribute;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said at the door to jobs whose conditioning modules are not there, or do not go with the rest. */
final class ConditionerDoorTest {
    private static final BackboneShape SMALL = new BackboneShape("UNet", 4, List.of(8, 16), List.of(2, 2), 24);
    private static final BackboneShape LARGE = new BackboneShape("UNet", 4, List.of(320, 640), List.of(2, 2), 768);
    private static final String NOTHING = "data:image/png;base64,AAAA";

    @TempDir
    Path models;

    private @Nullable ConditionerDoor door;

    @BeforeEach
    void shelve() throws IOException {
        for (String name : List.of("outlines", "looks", "broken", "model")) {
            Files.createDirectories(models.resolve(name));
        }
        Files.writeString(models.resolve("outlines/module"), "");
        Files.writeString(models.resolve("looks/module"), "");
        Files.writeString(models.resolve("broken/module"), "");
        door = new ConditionerDoor(
                new ConditionerShelf(new ModelShelf(List.of(models), List.of()), List.of(new Modules())),
                pictures(models.resolve("artefacts")));
    }

    @Test
    void allFaultsOfAllModulesAreSaidTogether() {
        assertThat(faults(
                        SMALL,
                        asked("outline", null, Map.of()),
                        asked("outlines", null, Map.of("speed", 2)),
                        asked("broken", null, Map.of()),
                        asked("model", null, Map.of())))
                .extracting(Fault::code, Fault::pointer, Fault::message)
                .containsExactly(
                        tuple(
                                "unknown-conditioner",
                                "/conditioners/0/name",
                                "conditioner 'outline' is not installed; did you mean \"outlines\"?"),
                        tuple(
                                "missing-field",
                                "/conditioners/1/image",
                                "conditioner 'outlines' needs a picture; give it as \"image\""),
                        tuple(
                                "bad-option",
                                "/conditioners/1/options/speed",
                                "conditioner 'outlines': there is no option 'speed'; there is size"),
                        tuple("conditioner-refused", "/conditioners/2/name", "it is broken"),
                        tuple(
                                "unknown-conditioner",
                                "/conditioners/3/name",
                                "conditioner 'model' is not installed; known are broken, looks, outlines"));
    }

    @Test
    void aModuleForAnotherBackboneIsRefusedWithBothShapes() {
        ConditionerChoice choice = asked("outlines", null, Map.of());
        assertThat(faults(LARGE, choice))
                .extracting(Fault::message)
                .contains("conditioner 'outlines' is made for UNet, latents of 4 channels, levels of 8/16 channels,"
                        + " 2/2 layers, tokens of 24; model 'shapes' has UNet, latents of 4 channels, levels of 320/640"
                        + " channels, 2/2 layers, tokens of 768; take a conditioner that was made for this model");
        assertThat(faults(null, choice))
                .extracting(Fault::message)
                .anyMatch(message -> message.contains("model 'shapes' takes no conditioning modules"));
    }

    @Test
    void aPictureThatIsNoneIsRefused() {
        assertThat(faults(SMALL, asked("outlines", NOTHING, Map.of())))
                .extracting(Fault::code, Fault::pointer)
                .containsExactly(tuple("bad-image", "/conditioners/0/image"));
    }

    @Test
    void attributesAreComparedWithThoseOfTheModule() {
        assertThat(faults(SMALL, told("looks", Map.of("age", 3.0)))).isEmpty();
        assertThat(faults(
                        SMALL,
                        told("looks", Map.of("age", 10.5, "brigthness", 0.7, "x/y", Double.NaN)),
                        told("outlines", Map.of("age", 1.0))))
                .extracting(Fault::code, Fault::pointer, Fault::message)
                .contains(
                        tuple(
                                "out-of-range",
                                "/conditioners/0/attributes/age",
                                "conditioner 'looks': age is 10.5; it must be 0.0 to 9.0"),
                        tuple(
                                "unknown-attribute",
                                "/conditioners/0/attributes/brigthness",
                                "conditioner 'looks' has no attribute 'brigthness'; did you mean \"brightness\"?"),
                        tuple(
                                "unknown-attribute",
                                "/conditioners/0/attributes/x~1y",
                                "conditioner 'looks' has no attribute 'x/y'; known are age, brightness"),
                        tuple(
                                "contradiction",
                                "/conditioners/1/attributes",
                                "conditioner 'outlines' takes no attributes; leave out \"attributes\""));
    }

    private List<Fault> faults(@Nullable BackboneShape backbone, ConditionerChoice... choices) {
        List<Fault> faults = new ArrayList<>();
        Objects.requireNonNull(door).check(request(List.of(choices)), traits(backbone), faults);
        return faults;
    }

    private static ConditionerChoice asked(String name, @Nullable String image, Map<String, Object> options) {
        return new ConditionerChoice(name, image, 1, 0, 1, options, Map.of());
    }

    private static ConditionerChoice told(String name, Map<String, Double> attributes) {
        return new ConditionerChoice(name, null, 1, 0, 1, Map.of(), attributes);
    }

    private static PictureDoor pictures(Path artefacts) {
        try {
            return new PictureDoor(new PictureFetch(new ArtefactStore(artefacts), ObjectStores.NONE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JobRequest request(List<ConditionerChoice> conditioners) {
        return new JobRequest(
                "a",
                "t",
                0,
                "shapes",
                List.of(),
                "a ring",
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                conditioners,
                null,
                null,
                null);
    }

    private static ModelTraits traits(@Nullable BackboneShape backbone) {
        return new ModelTraits(
                new FlowProcess(1, false),
                new Prediction.Flow(),
                new PictureSizes(64, 64, 8, 64),
                SamplerChoice.of("straight"),
                SamplerChoice.of("even"),
                1,
                4,
                List.of(),
                PictureUse.NONE,
                List.of(),
                backbone,
                FramingUse.NONE,
                false);
    }

    private record Size(int size) {}

    private record Modules() implements ConditionerFamily<Size> {
        @Override
        public String name() {
            return "modules";
        }

        @Override
        public boolean recognises(Path directory) {
            return Files.exists(directory.resolve("module"));
        }

        @Override
        public ConditionerTraits describe(Path directory) {
            if (directory.endsWith("broken")) {
                throw new ModelRefused("broken", List.of("it is broken"));
            }
            if (directory.endsWith("looks")) {
                return new ConditionerTraits(
                        SMALL,
                        ConditionerTraits.Wants.NOTHING,
                        false,
                        List.of(new Attribute("age", 0, 9, 2), new Attribute("brightness", 0, 1, 0.5)));
            }
            return new ConditionerTraits(SMALL, ConditionerTraits.Wants.PICTURE, false);
        }

        @Override
        public Size defaults() {
            return new Size(1);
        }

        @Override
        public long bytes(Path directory, Precision precision) {
            return 0;
        }

        @Override
        public Conditioner<Size> load(Path directory, DeviceSpec device, Precision precision) {
            throw new UnsupportedOperationException("nothing is loaded here");
        }
    }
}
