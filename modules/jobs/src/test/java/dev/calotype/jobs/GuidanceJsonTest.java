package dev.calotype.jobs;

import static dev.calotype.jobs.JobTexts.accepted;
import static dev.calotype.jobs.JobTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.spi.Correction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guidance and corrections as text. */
final class GuidanceJsonTest {
    private final JobJson json = new JobJson();

    static Stream<Arguments> guidances() {
        return Stream.of(
                arguments("1", GuidanceChoice.ofScale(1)),
                arguments("""
                        {"kind":"classifier-free","scale":7,"rescale":0.7}""", new GuidanceChoice.ClassifierFree(7, 0.7)),
                arguments("""
                        {"kind":"composed","weight":2,"prompts":[{"prompt":"b","weight":-0.5},{"prompt":""}]}""", composed()),
                arguments("""
                        {"kind":"composed","prompts":[{"prompt":"b","box":{"right":0.5}}]}""", leftHalf()),
                arguments(
                        "{\"kind\":\"composed\",\"to\":0.5,\"prompts\":[{\"prompt\":\"b\",\"mask\":\"" + "00".repeat(32)
                                + "\"}]}",
                        painted()),
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
                        {"model":"m","prompt":"a","guidance":{"kind":"composed","prompts":[
                         {"prompt":"b","mask":"a.png","box":{"left":0.5}},{"prompt":"c","mask":3}]}}"""))
                .extracting(Fault::code, Fault::pointer)
                .containsExactlyInAnyOrder(
                        tuple("bad-image", "/guidance/prompts/0/mask"),
                        tuple("contradiction", "/guidance/prompts/0/box"),
                        tuple("wrong-type", "/guidance/prompts/1/mask"));
        assertThat(refused("""
                        {"model":"m","prompt":"a","guidance":{"kind":"adaptive-projectd","scale":2}}"""))
                .extracting(Fault::message)
                .containsExactly("unknown kind \"adaptive-projectd\": did you mean \"adaptive-projected\"?");
        assertThat(refused("{\"model\":\"m\",\"prompt\":\"a\",\"guidance\":\"high\"}"))
                .extracting(Fault::message)
                .containsExactly("\"guidance\" must be a number or an object; found the text \"high\"");
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

    private static GuidanceChoice painted() {
        var mask = new GuidanceChoice.Composed.Painted("00".repeat(32));
        return new GuidanceChoice.Within(
                0, 0.5, new GuidanceChoice.Composed(1, List.of(new GuidanceChoice.Composed.Prompt("b", 1, mask))));
    }

    private static GuidanceChoice halfway() {
        return new GuidanceChoice.Within(0, 0.5, new GuidanceChoice.AdaptiveProjected(5, 0, 10, 0));
    }
}
