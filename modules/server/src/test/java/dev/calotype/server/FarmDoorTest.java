package dev.calotype.server;

import static dev.calotype.server.DoorParts.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.Parsed;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.SamplerChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door says of names that are not installed, and of models that ask for what is not. */
final class FarmDoorTest {
    private static final SamplerChoice STRAIGHT = SamplerChoice.of("straight");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path models;

    @Test
    void admitsWhatCanBePlanned() throws IOException {
        assertThat(door(STRAIGHT).admit(request("shapes", null))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void guessesEveryNameThatWasMeant() throws IOException {
        List<Fault> faults = faults(door(STRAIGHT).admit(request("shpaes", SamplerChoice.of("strait"))));
        assertThat(faults)
                .extracting(Fault::message)
                .containsExactly(
                        "model 'shpaes' is not installed; did you mean \"shapes\"?",
                        "sampler 'strait' is not installed; did you mean \"straight\"?");
    }

    @Test
    void refusesAModelWhoseOwnSamplerIsNotInstalled() throws IOException {
        assertThat(faults(door(SamplerChoice.of("heun")).admit(request("shapes", null))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("sampler 'heun' is not installed"));
    }

    @Test
    void refusesAModelWhoseOwnSamplersOptionsAreWrong() throws IOException {
        var odd = new SamplerChoice("straight", Map.of("eta", 1));
        assertThat(faults(door(odd).admit(request("shapes", null))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("there is no option 'eta'"));
    }

    @Test
    void refusesAJobOnWhoseLevelsTheSamplerFails() throws IOException {
        assertThat(faults(door(STRAIGHT).admit(request("shapes", SamplerChoice.of("clumsy")))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("sampler 'clumsy' failed"));
    }

    @Test
    void refusesANumberThatIsNoneInAPluginsPlanBeforeTheJobStarts() throws IOException {
        assertThat(faults(door(STRAIGHT).admit(request("shapes", SamplerChoice.of("endless")))))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/sampler");
                    assertThat(fault.message()).contains("step 1 has a coefficient that is not finite");
                });
    }

    @Test
    void refusesALevelThatIsNoNumberAndSaysWhich() throws IOException {
        JobRequest odd = request("shapes", null, SamplerChoice.of("odd"), null);
        assertThat(faults(door(STRAIGHT).admit(odd))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/schedule");
            assertThat(fault.message()).startsWith("schedule 'odd' gave as level 1 of 4");
        });
    }

    @Test
    void blamesTheStepsWhereTheScheduleHasNotSoMany() throws IOException {
        JobRequest many = request("shapes", null, SamplerChoice.of("few"), null);
        assertThat(faults(door(STRAIGHT).admit(many))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/steps");
            assertThat(fault.message()).isEqualTo("steps is 4; this schedule has 1 to 3");
        });
    }

    @Test
    void refusesGuidanceThatThePlanCannotServe() throws IOException {
        JobRequest plus = request("shapes", null, null, new GuidanceChoice.CfgPlusPlus(0.5));
        assertThat(faults(door(STRAIGHT).admit(plus))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/guidance");
            assertThat(fault.message()).contains("never reads the raw value");
        });
        JobRequest within = request(
                "shapes",
                null,
                null,
                new GuidanceChoice.Within(0, 0.5, new GuidanceChoice.AdaptiveProjected(5, 0, 0, 0)));
        assertThat(door(STRAIGHT).admit(within)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void knowsTheAdaptersBesideAModelAndWhatIsWrongWithThem() throws IOException {
        assertThat(door(STRAIGHT).admit(adapted("ink"))).isInstanceOf(Admission.Admitted.class);
        assertThat(faults(door(STRAIGHT).admit(adapted("ink", "inc", "chalk"))))
                .extracting(Fault::pointer, Fault::message)
                .containsExactly(
                        tuple("/adapters/1/name", "adapter 'inc' is not installed; did you mean \"ink\"?"),
                        tuple("/adapters/2/name", "chalk has shape [4, 768]; [4, 24] is needed"));
    }

    @Test
    void refusesSizesForAModelThatReadsNone() throws IOException {
        String job = "{\"id\":\"a\",\"model\":\"shapes\",\"prompt\":\"a ring\",\"framing\":{\"crop\":{\"top\":8}}}";
        var asked = (Parsed.Accepted) new JobJson().parse(job.getBytes(StandardCharsets.UTF_8));
        assertThat(faults(door(STRAIGHT).admit(asked.request())))
                .extracting(Fault::pointer, Fault::message)
                .containsExactly(tuple(
                        "/framing",
                        "model 'shapes' was not told sizes in its training and reads none; leave out \"framing\""));
    }

    private static JobRequest adapted(String... names) {
        List<AdapterChoice> adapters =
                Stream.of(names).map(name -> new AdapterChoice(name, 1)).toList();
        return new JobRequest(
                "a", "t", 0, "shapes", adapters, "a ring", "", null, null, null, null, null, null, 1, null, null, null,
                null, null, null, null, List.of(), null, null, null);
    }

    private static JobRequest request(String model, @Nullable SamplerChoice sampler) {
        return request(model, sampler, null, null);
    }

    private static JobRequest request(
            String model,
            @Nullable SamplerChoice sampler,
            @Nullable SamplerChoice schedule,
            @Nullable GuidanceChoice guidance) {
        return new JobRequest(
                "a", "t", 0, model, List.of(), "a ring", "", sampler, schedule, null, guidance, null, null, 1, null,
                null, null, null, null, null, null, List.of(), null, null, null);
    }

    private FarmDoor door(SamplerChoice usual) throws IOException {
        return DoorParts.door(models, usual);
    }
}
