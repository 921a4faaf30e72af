package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Refinement;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginManifest;
import dev.calotype.spi.About;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.InstalledAdapter;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.TimeRange;
import dev.calotype.spi.Trajectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        FarmDoor door = door(STRAIGHT);
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
    void refusesARefinementThatTheModelCannotDraw() throws IOException {
        FarmDoor door = door(STRAIGHT);
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
        return ((Admission.Admitted) door(STRAIGHT).admit(asking(image, null, null))).job();
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
                image, refine, null, null, List.of());
    }

    private static String data(int width, int height) throws IOException {
        byte[] png = PictureFileTest.file(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
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

    private static JobRequest adapted(String... names) {
        List<AdapterChoice> adapters =
                Stream.of(names).map(name -> new AdapterChoice(name, 1)).toList();
        return new JobRequest(
                "a", "t", 0, "shapes", adapters, "a ring", "", null, null, null, null, null, null, 1, null, null, null,
                null, null, null, null, List.of());
    }

    private FarmDoor door(SamplerChoice usual) throws IOException {
        Files.createDirectories(models.resolve("shapes"));
        List<SamplerFactory<?>> samplers = List.of(
                new Given("straight", (levels, process) -> standing(levels, 1)),
                new Given("endless", (levels, process) -> standing(levels, Double.POSITIVE_INFINITY)),
                new Given("clumsy", (levels, process) -> {
                    throw new IllegalStateException("it slipped");
                }));
        var plugin =
                new Plugin(new PluginManifest("p", "1", "1"), "", samplers, schedules(), List.of(new Family(usual)));
        var catalogue = new Catalogue(List.of(plugin));
        var fetch = new PictureFetch(new ArtefactStore(models.resolve("artefacts")), ObjectStores.NONE);
        var shelf = new ModelShelf(List.of(models), catalogue.families());
        return new FarmDoor(
                catalogue, shelf, new ConditionerShelf(shelf, catalogue.conditioners()), new PictureDoor(fetch));
    }

    private static List<ScheduleFactory<?>> schedules() {
        NoiseSchedule even = (steps, process) -> IntStream.rangeClosed(0, steps)
                .mapToObj(i -> process.atTime(1 - i / (double) steps))
                .toList();
        return List.of(
                new Spread("even", even),
                new Spread("odd", (steps, process) -> {
                    List<Level> levels = new ArrayList<>(even.levels(steps, process));
                    levels.set(1, new Level(Double.NaN, 0.5, 0.5));
                    return levels;
                }),
                new Spread("few", (steps, process) -> {
                    throw new IllegalArgumentException("steps is " + steps + "; this schedule has 1 to 3");
                }));
    }

    /** A walk that stays where it starts, or grows by this factor. */
    private static Trajectory standing(List<Level> levels, double factor) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(levels.getFirst())));
        levels.stream().skip(1).forEach(level -> steps.add(new Step(level, List.of(new Term(1, factor, 0, 0)), 0)));
        return new Trajectory(steps);
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
                null, null, null, null, null, null, List.of());
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
        public About about(None options) {
            return new About("nobody's", "none", 1, 1, About.Aim.FLOW);
        }

        @Override
        public Sampler create(None options) {
            return sampler;
        }
    }

    private record Spread(String name, NoiseSchedule schedule) implements ScheduleFactory<None> {
        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public NoiseSchedule create(None options) {
            return schedule;
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
            return new ModelTraits(
                    new Straight(),
                    new Prediction.Flow(),
                    sizes,
                    usual,
                    SamplerChoice.of("even"),
                    1,
                    4,
                    List.of(),
                    PictureUse.ORIGIN,
                    List.of(
                            new InstalledAdapter("ink", List.of()),
                            new InstalledAdapter("chalk", List.of("chalk has shape [4, 768]; [4, 24] is needed"))));
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
