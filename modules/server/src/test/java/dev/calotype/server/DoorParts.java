package dev.calotype.server;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Fault;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginManifest;
import dev.calotype.spi.About;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.InstalledAdapter;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
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
import dev.calotype.spi.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A farm's door over a folder of models, with samplers and schedules that are right and wrong. */
final class DoorParts {
    private DoorParts() {}

    /** Options of nothing. */
    record None() {}

    /** A door before one model, which takes this sampler where a job names none. */
    static FarmDoor door(Path models, SamplerChoice usual) throws IOException {
        Files.createDirectories(models.resolve("shapes"));
        var catalogue = new Catalogue(List.of(plugin(new Family(usual))));
        var fetch = new PictureFetch(new ArtefactStore(models.resolve("artefacts")), ObjectStores.NONE);
        var shelf = new ModelShelf(List.of(models), catalogue.families());
        return new FarmDoor(
                catalogue, shelf, new ConditionerShelf(shelf, catalogue.conditioners()), new PictureDoor(fetch));
    }

    /** A plugin with this family, the sampler "straight" and the schedule "even", among others that fail. */
    static Plugin plugin(ModelFamily family) {
        List<SamplerFactory<?>> samplers = List.of(
                new Given("straight", (levels, process) -> standing(levels, 1)),
                new Given("endless", (levels, process) -> standing(levels, Double.POSITIVE_INFINITY)),
                new Given("clumsy", (levels, process) -> {
                    throw new IllegalStateException("it slipped");
                }));
        return new Plugin(new PluginManifest("p", "1", "1"), "", samplers, schedules(), List.of(family));
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

    static List<Fault> faults(Admission admission) {
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
                    new FlowProcess(1, false),
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
}
