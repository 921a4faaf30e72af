package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobRequest;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginManifest;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.TimeRange;
import dev.calotype.spi.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door says of names that are not installed, and of models that ask for what is not. */
final class FarmDoorTest {
    private static final SamplerChoice STRAIGHT = SamplerChoice.of("straight");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path models;

    /** Options of nothing. */
    record None() {}

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

    private FarmDoor door(SamplerChoice usual) throws IOException {
        Files.createDirectories(models.resolve("shapes"));
        List<SamplerFactory<?>> samplers = List.of(
                new Given("straight", (levels, process) -> standing(levels)), new Given("clumsy", (levels, process) -> {
                    throw new IllegalStateException("it slipped");
                }));
        var plugin = new Plugin(
                new PluginManifest("p", "1", "1"), "", samplers, List.of(new Even()), List.of(new Family(usual)));
        var catalogue = new Catalogue(List.of(plugin));
        return new FarmDoor(catalogue, new ModelShelf(List.of(models), catalogue.families()));
    }

    /** A walk that stays where it starts. */
    private static Trajectory standing(List<Level> levels) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(levels.getFirst())));
        levels.stream().skip(1).forEach(level -> steps.add(new Step(level, List.of(new Term(1, 1, 0, 0)), 0)));
        return new Trajectory(steps);
    }

    private static JobRequest request(String model, @Nullable SamplerChoice sampler) {
        return new JobRequest("a", "t", 0, model, "a ring", "", sampler, null, null, null, null, 1, null, null, null);
    }

    private static List<Fault> faults(Admission admission) {
        return admission instanceof Admission.Refused(var faults) ? faults : List.of();
    }

    private record Given(String name, Sampler sampler) implements SamplerFactory<None> {
        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public Sampler create(None options) {
            return sampler;
        }
    }

    private record Even() implements ScheduleFactory<None> {
        @Override
        public String name() {
            return "even";
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public NoiseSchedule create(None options) {
            return (steps, process) -> IntStream.rangeClosed(0, steps)
                    .mapToObj(i -> process.atTime(1 - i / (double) steps))
                    .toList();
        }
    }

    private record Family(SamplerChoice usual) implements ModelFamily {
        @Override
        public String name() {
            return "family";
        }

        @Override
        public boolean recognises(Path directory) {
            return true;
        }

        @Override
        public ModelTraits describe(Path directory) {
            var sizes = new PictureSizes(64, 64, 8, 64);
            return new ModelTraits(new Straight(), new Prediction.Flow(), sizes, usual, SamplerChoice.of("even"), 1, 4);
        }

        @Override
        public Model load(Path directory, DeviceSpec device) {
            throw new UnsupportedOperationException("nothing is drawn here");
        }
    }

    private record Straight() implements NoiseProcess {
        @Override
        public Level atTime(double time) {
            return new Level(1 - time, time, time);
        }

        @Override
        public Level atRatio(double ratio) {
            return atTime(ratio / (1 + ratio));
        }

        @Override
        public TimeRange range() {
            return new TimeRange(1, 0, 0);
        }
    }
}
