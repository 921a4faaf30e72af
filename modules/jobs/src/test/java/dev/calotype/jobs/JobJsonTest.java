package dev.calotype.jobs;

import static dev.calotype.jobs.JobTexts.accepted;
import static dev.calotype.jobs.JobTexts.bytes;
import static dev.calotype.jobs.JobTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobJsonTest {
    private final JobJson json = new JobJson();

    @Test
    void readsTheShortestRequest() {
        JobRequest request = accepted("{\"model\":\"shapes\",\"prompt\":\"a red circle\"}");
        assertThat(request).isEqualTo(JobRequest.of(null, "default", "shapes", "a red circle"));
    }

    @Test
    void readsEveryField() {
        JobRequest request = accepted("""
                {"id":"a-1","tenant":"t","priority":-3,"model":"m","prompt":"p","negative":"n",
                 "adapters":[{"name":"ink","weight":0.5},{"name":"chalk"}],
                 "sampler":{"name":"heun","options":{"churn":0.5,"order":2,"fast":true,"kind":"x","sigmas":[1,0.5]}},
                 "schedule":"karras","steps":7,"guidance":4.5,"seed":9223372036854775807,"count":3,
                 "width":64,"height":32,"deadline":"2026-11-21T04:15:00+01:00"}""");
        var options = Map.<String, Object>of(
                "churn", 0.5, "order", 2, "fast", true, "kind", "x", "sigmas", List.<Object>of(1, 0.5));
        assertThat(request)
                .isEqualTo(new JobRequest(
                        "a-1",
                        "t",
                        -3,
                        "m",
                        List.of(new AdapterChoice("ink", 0.5), new AdapterChoice("chalk", 1)),
                        "p",
                        "n",
                        new SamplerChoice("heun", options),
                        SamplerChoice.of("karras"),
                        7,
                        GuidanceChoice.ofScale(4.5),
                        null,
                        Long.MAX_VALUE,
                        3,
                        64,
                        32,
                        Instant.parse("2026-11-21T03:15:00Z"),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null));
    }

    @Test
    void readsWhatAVideoIsToBe() {
        assertThat(accepted("{\"model\":\"m\",\"prompt\":\"p\",\"video\":{\"frames\":16}}")
                        .video())
                .isEqualTo(new VideoChoice(16, 8, List.of(), null, null));
        JobRequest full = accepted("""
                {"model":"m","prompt":"p","video":{"frames":48,"fps":12,"prompts":[{"frame":24,"prompt":"q"}],
                 "start":"data:image/png;base64,AAAA","chunks":{"frames":16}}}""");
        assertThat(full.video())
                .isEqualTo(new VideoChoice(
                        48,
                        12,
                        List.of(new VideoChoice.Prompt(24, "q")),
                        "data:image/png;base64,AAAA",
                        new VideoChoice.Chunks(16, 4)));
        assertThat(accepted(new String(json.write(full), StandardCharsets.UTF_8))
                        .video())
                .isEqualTo(full.video());
    }

    @Test
    void readsHowPromptsAreMeant() {
        assertThat(accepted("{\"model\":\"m\",\"prompt\":\"p\"}").prompting()).isNull();
        assertThat(accepted("{\"model\":\"m\",\"prompt\":\"p\",\"prompting\":{\"emphasis\":true}}")
                        .prompting())
                .isEqualTo(new Prompting(true, false));
        assertThat(accepted("{\"model\":\"m\",\"prompt\":\"p\",\"prompting\":{\"chunks\":true}}")
                        .prompting())
                .isEqualTo(new Prompting(false, true));
        assertThat(accepted("{\"model\":\"m\",\"prompt\":\"p\",\"prompting\":{\"skip\":1}}")
                        .prompting())
                .isEqualTo(new Prompting(false, false, 1));
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"p\",\"prompting\":{\"skip\":-1}}"))
                .extracting(Fault::pointer)
                .containsExactly("/prompting/skip");
    }

    @Test
    void readsWhatASecondTextEncoderReads() {
        assertThat(accepted("{\"model\":\"m\",\"prompt\":\"p\"}").second()).isNull();
        JobRequest asked =
                accepted("{\"model\":\"m\",\"prompt\":\"p\",\"negative\":\"n\",\"second\":{\"prompt\":\"q\"}}");
        assertThat(asked.second()).isEqualTo(new SecondPrompts("q", null));
        JobSpec spec = asked.withId("a-1").complete(Specs.traits());
        assertThat(spec.readPrompt()).isEqualTo(new Prompt("p", Prompting.PLAIN, List.of(), "q"));
        assertThat(spec.readNegative()).isEqualTo(new Prompt("n", Prompting.PLAIN, List.of()));
        assertThat(json.readSpec(json.write(spec))).isEqualTo(spec);
        assertThat(accepted(json.write(spec)).complete(Specs.traits())).isEqualTo(spec);
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"p\",\"second\":{\"promt\":\"q\"}}"))
                .extracting(Fault::pointer)
                .containsExactly("/second/promt");
    }

    @Test
    void refusesAPromptThatNoEncoderReads() {
        String prompt = "a horse ".repeat(12_800);
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"" + prompt + "\",\"negative\":\"" + prompt + "\"}"))
                .extracting(Fault::pointer, Fault::message)
                .satisfies(faults -> assertThat(faults).hasSize(2))
                .allSatisfy(fault -> assertThat(fault.toList().get(1).toString())
                        .contains("must be at most 16384 characters long")
                        .hasSizeLessThan(300));
    }

    @Test
    void reportsAllFaultsTogetherWithPointersAndHints() {
        List<Fault> faults = refused("""
                {"promt":"a","steps":"20","guidance":-1,"id":"../x","sampler":{"nam":"heun"},"deadline":"tomorrow"}""");
        assertThat(faults)
                .extracting(Fault::code, Fault::pointer)
                .containsExactlyInAnyOrder(
                        tuple("missing-field", ""),
                        tuple("missing-field", ""),
                        tuple("unknown-field", "/promt"),
                        tuple("wrong-type", "/steps"),
                        tuple("out-of-range", "/guidance"),
                        tuple("out-of-range", "/id"),
                        tuple("missing-field", "/sampler"),
                        tuple("unknown-field", "/sampler/nam"),
                        tuple("out-of-range", "/deadline"));
        assertThat(faults)
                .extracting(Fault::message)
                .contains(
                        "unknown field \"promt\": did you mean \"prompt\"?",
                        "\"steps\" must be a whole number; found the text \"20\"",
                        "\"guidance\" must be at least 0; found -1",
                        "\"prompt\" is missing: what to draw");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThat(refused("{\"model\":")).extracting(Fault::code).containsExactly("not-json");
        assertThat(refused("")).extracting(Fault::code).containsExactly("wrong-type");
        assertThat(refused("[1]")).extracting(Fault::code).containsExactly("wrong-type");
        assertThat(refused("null")).extracting(Fault::code).containsExactly("wrong-type");
        assertThat(refused("{} {}")).extracting(Fault::code).containsExactly("not-json");
        assertThat(refused("{\"prompt\":\"a\",\"prompt\":\"b\"}"))
                .extracting(Fault::code)
                .containsExactly("not-json");
        assertThat(refused("[".repeat(5000))).extracting(Fault::code).containsExactly("not-json");
    }

    @Test
    void refusesBytesThatAreNotText() {
        byte[] bytes = "{\"model\":\"m\",\"prompt\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xFF;
        assertThat(((Parsed.Refused) json.parse(bytes)).faults())
                .extracting(Fault::code)
                .containsExactly("not-json");
    }

    @Test
    void refusesWhatThePostgresCannotKeep() {
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"a\\u0000b\"}"))
                .containsExactly(
                        new Fault("bad-text", "/prompt", "the text has a NUL or half a surrogate pair; take it out"));
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"a\\ud800b\"}"))
                .extracting(Fault::code)
                .containsExactly("bad-text");
        assertThat(refused(
                        "{\"model\":\"m\",\"prompt\":\"a\",\"sampler\":{\"name\":\"x\",\"options\":{\"eta\":1e999}}}"))
                .extracting(Fault::pointer)
                .containsExactly("/sampler/options/eta");
    }

    @Test
    void refusesMoreThanOneMebibyte() {
        String frame = "{\"model\":\"m\",\"prompt\":\"p\"}";
        String fits = frame + " ".repeat(JobJson.LIMIT - frame.length());
        assertThat(accepted(fits).prompt()).isEqualTo("p");
        assertThat(refused(fits + " ")).extracting(Fault::code).containsExactly("too-large");
    }

    @Test
    void namesTheJobOfARefusedRequestWhereItCan() {
        assertThat(json.parse(bytes("{\"id\":\"a-1\"}")))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.id()).isEqualTo("a-1"));
        assertThat(json.parse(bytes("{\"id\":\"a/1\"}")))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.id()).isNull());
    }

    @Test
    void writesASpecThatAClientCouldHaveSent() {
        JobSpec spec = Specs.full("a-1");
        assertThat(accepted(json.write(spec)).complete(Specs.traits())).isEqualTo(spec);
        assertThat(json.readSpec(json.write(spec))).isEqualTo(spec);
    }

    @Test
    void fillsWhatIsOpenTheSameWayEachTime() {
        JobRequest request =
                accepted("{\"model\":\"shapes\",\"prompt\":\"a red circle\"}").withId("a-1");
        JobSpec spec = request.complete(Specs.traits());
        assertThat(spec).isEqualTo(request.complete(Specs.traits()));
        assertThat(spec.width()).isEqualTo(64);
        assertThat(spec.sampler().name()).isEqualTo("euler");
        assertThat(spec.seed()).isBetween(0L, 1L << 53);
        assertThat(request.withId("a-2").complete(Specs.traits()).seed()).isNotEqualTo(spec.seed());
    }
}
