package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.Parsed;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingDoorTest {
    private static final String SECOND = "\"second\":{\"prompt\":\"a ring\"}";
    private static final String TARGET = "\"framing\":{\"target\":{\"width\":64,\"height\":64}}";
    private static final String SCORE = "\"framing\":{\"aesthetic\":{\"negative\":1}}";

    @Test
    void aModelWithOneTextEncoderRefusesASecondPrompt() {
        assertThat(faults(SECOND, traits(FramingUse.SIZES, false)))
                .extracting(Fault::code, Fault::pointer, Fault::message)
                .containsExactly(tuple(
                        "contradiction",
                        "/second",
                        "model 'm' has no second text encoder that could read another prompt; leave out \"second\""));
        assertThat(faults(SECOND, traits(FramingUse.NONE, true))).isEmpty();
    }

    @Test
    void aModelRefusesNumbersThatItWasNotToldInItsTraining() {
        assertThat(faults(TARGET, traits(FramingUse.SIZES, false))).isEmpty();
        assertThat(faults(SCORE, traits(FramingUse.SCORE, false))).isEmpty();
        assertThat(faults(SCORE, traits(FramingUse.NONE, false)))
                .extracting(Fault::message)
                .containsExactly("model 'm' was not told sizes in its training and reads none; leave out \"framing\"");
        assertThat(faults(SCORE, traits(FramingUse.SIZES, false)))
                .extracting(Fault::pointer, Fault::message)
                .containsExactly(tuple(
                        "/framing/aesthetic",
                        "model 'm' was not told aesthetic scores in its training and reads none; leave out"
                                + " \"aesthetic\""));
        assertThat(faults(TARGET, traits(FramingUse.SCORE, false)))
                .extracting(Fault::pointer, Fault::message)
                .containsExactly(tuple(
                        "/framing/target",
                        "model 'm' reads an aesthetic score in the place of a target size; leave out \"target\""));
    }

    private static List<Fault> faults(String field, ModelTraits traits) {
        String job = "{\"model\":\"m\",\"prompt\":\"a square\"," + field + "}";
        var asked = (Parsed.Accepted) new JobJson().parse(job.getBytes(StandardCharsets.UTF_8));
        List<Fault> faults = new ArrayList<>();
        ReadingDoor.check(asked.request(), traits, faults);
        return faults;
    }

    private static ModelTraits traits(FramingUse framing, boolean secondPrompt) {
        return new ModelTraits(
                new FlowProcess(1, false),
                new Prediction.Flow(),
                new PictureSizes(64, 64, 8, 64),
                SamplerChoice.of("euler"),
                SamplerChoice.of("flow"),
                1,
                4,
                List.of(),
                PictureUse.ORIGIN,
                List.of(),
                null,
                framing,
                secondPrompt);
    }
}
