package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
                        List.of()));
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

    static Stream<Arguments> guidances() {
        return Stream.of(
                arguments("1", GuidanceChoice.ofScale(1)),
                arguments("""
                        {"kind":"classifier-free","scale":7,"rescale":0.7}""", new GuidanceChoice.ClassifierFree(7, 0.7)),
                arguments("""
                        {"kind":"composed","weight":2,"prompts":[{"prompt":"b","weight":-0.5},{"prompt":""}]}""", composed()),
                arguments("""
                        {"kind":"composed","prompts":[{"prompt":"b","box":{"right":0.5}}]}""", leftHalf()),
                arguments("""
                        {"kind":"cfg-plus-plus","scale":0.6}""", new GuidanceChoice.CfgPlusPlus(0.6)),
                arguments("""
                        {"kind":"perpendicular","scale":5,"strength":0.5}""", new GuidanceChoice.Perpendicular(5, 0.5)),
                arguments("""
                        {"kind":"self-negative","scale":1.5}""", new GuidanceChoice.SelfNegative(1.5, 1)),
                arguments("""
                        {"kind":"onetime-negative","scale":1.5,"moderation":0.5}""", new GuidanceChoice.OnetimeNegative(1.5, 0.5)),
                arguments("""
                        {"kind":"adaptive-projected","scale":5,"threshold":10,"to":0.5}""", halfway()));
    }

    @ParameterizedTest
    @MethodSource("guidances")
    void readsEveryKindOfGuidanceAndWritesItAgain(String guidance, GuidanceChoice wanted) {
        JobRequest request = accepted("{\"model\":\"m\",\"prompt\":\"a\",\"guidance\":" + guidance + "}")
                .withId("a-1");
        assertThat(request.guidance()).isEqualTo(wanted);
        JobSpec spec = request.complete(Specs.traits());
        assertThat(json.readSpec(json.write(spec))).isEqualTo(spec);
        assertThat(accepted(json.write(spec)).guidance()).isEqualTo(wanted);
    }

    @Test
    void readsCorrectionsAndFillsTheirDefaults() {
        JobRequest request = accepted("""
                {"model":"m","prompt":"a","corrections":[{"kind":"clip","range":2},{"kind":"dynamic-threshold"}]}""");
        assertThat(request.corrections())
                .containsExactly(new Correction.Clip(2), new Correction.DynamicThreshold(0.995, 1));
    }

    @Test
    void readsAJobThatWasStoredBeforeThereWereCorrections() {
        String stored = json.write(Specs.full("a-1")).replaceFirst("\"corrections\":\\[[^]]*],", "");
        assertThat(stored).doesNotContain("corrections");
        assertThat(json.readSpec(stored).corrections()).isEmpty();
    }

    @Test
    void reportsFaultsOfGuidanceAndCorrectionsTogetherWithHints() {
        List<Fault> faults = refused("""
                {"model":"m","prompt":"a","guidance":{"kind":"cfg-plus-plus","momentum":0.5,"scal":2,"from":0.8,"to":0.2},
                 "corrections":[{"kind":"clipp"},{"kind":"clip","most":2},{"kind":"clip","range":0}]}""");
        assertThat(faults)
                .extracting(Fault::code, Fault::pointer, Fault::message)
                .containsExactlyInAnyOrder(
                        tuple("unknown-field", "/guidance/scal", "unknown field \"scal\": did you mean \"scale\"?"),
                        tuple(
                                "missing-field",
                                "/guidance",
                                "\"scale\" is missing: guidance of kind \"cfg-plus-plus\" needs it"),
                        tuple(
                                "unknown-field",
                                "/guidance/momentum",
                                "guidance of kind \"cfg-plus-plus\" has no field \"momentum\": known are from, kind,"
                                        + " scale, to"),
                        tuple("out-of-range", "/guidance/to", "\"to\" must not lie below \"from\", 0.8; found 0.2"),
                        tuple("unknown-name", "/corrections/0/kind", "unknown kind \"clipp\": did you mean \"clip\"?"),
                        tuple(
                                "unknown-field",
                                "/corrections/1/most",
                                "a correction of kind \"clip\" has no field \"most\": known are kind, range"),
                        tuple("out-of-range", "/corrections/2/range", "\"range\" must be above 0; found 0"));
        assertThat(refused("""
                        {"model":"m","prompt":"a","guidance":{"kind":"cfg-plus-plus","scale":2}}"""))
                .extracting(Fault::message)
                .containsExactly("\"scale\" must be at most 1 for guidance of kind \"cfg-plus-plus\"; found 2");
        assertThat(refused("""
                        {"model":"m","prompt":"a","guidance":{"kind":"composed","prompts":[
                         {"prompt":"b","box":{"left":0.5,"right":0.5}},{"prompt":"c","box":{"top":-1,"bottm":2}}]}}"""))
                .extracting(Fault::pointer, Fault::message)
                .contains(
                        tuple("/guidance/prompts/0/box/right", "\"right\" must lie beyond \"left\", 0.5; found 0.5"),
                        tuple("/guidance/prompts/1/box/bottm", "unknown field \"bottm\": did you mean \"bottom\"?"));
        assertThat(refused("""
                        {"model":"m","prompt":"a","guidance":{"kind":"adaptive-projectd","scale":2}}"""))
                .extracting(Fault::message)
                .containsExactly("unknown kind \"adaptive-projectd\": did you mean \"adaptive-projected\"?");
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"a\",\"guidance\":\"high\"}"))
                .extracting(Fault::message)
                .containsExactly("\"guidance\" must be a number or an object; found the text \"high\"");
    }

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

    @Test
    void theSchemaNamesEveryKind() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(JobJson.class.getResourceAsStream("job.schema.json"));
        assertThat(names(schema.at("/properties/guidance/properties/kind/enum")))
                .containsExactlyElementsOf(Stream.of(GuidanceKind.values())
                        .map(GuidanceKind::label)
                        .toList());
        assertThat(names(schema.at("/properties/corrections/items/properties/kind/enum")))
                .containsExactlyElementsOf(Stream.of(CorrectionKind.values())
                        .map(CorrectionKind::label)
                        .toList());
    }

    private static String of(String fields) {
        return "{\"model\":\"m\",\"prompt\":\"a\"," + fields + "}";
    }

    private static List<String> names(JsonNode kinds) {
        List<String> names = new ArrayList<>();
        kinds.forEach(kind -> names.add(kind.asText()));
        return names;
    }

    private static GuidanceChoice composed() {
        return new GuidanceChoice.Composed(
                2, List.of(new GuidanceChoice.Composed.Prompt("b", -0.5), new GuidanceChoice.Composed.Prompt("", 1)));
    }

    private static GuidanceChoice leftHalf() {
        var box = new GuidanceChoice.Composed.Box(0, 0, 0.5, 1);
        return new GuidanceChoice.Composed(1, List.of(new GuidanceChoice.Composed.Prompt("b", 1, box)));
    }

    private static GuidanceChoice halfway() {
        return new GuidanceChoice.Within(0, 0.5, new GuidanceChoice.AdaptiveProjected(5, 0, 10, 0));
    }

    private JobRequest accepted(String text) {
        Parsed parsed = json.parse(bytes(text));
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        return ((Parsed.Accepted) parsed).request();
    }

    private List<Fault> refused(String text) {
        Parsed parsed = json.parse(bytes(text));
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused) parsed).faults();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
