package dev.calotype.server;

import dev.calotype.engine.Beginning;
import dev.calotype.engine.Enlargement;
import dev.calotype.engine.MixedNoise;
import dev.calotype.engine.Noise;
import dev.calotype.engine.PictureSource;
import dev.calotype.engine.Strength;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Refinement;
import dev.calotype.jobs.Variation;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Trajectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The walks of one job: one a picture, and where it is refined a second one after it. For the device's thread. */
final class JobWalks {
    private static final String FIRST = "/first";
    private static final String SECOND = "/second";

    private final JobSpec spec;
    private final LoadedModel loaded;
    private final Trajectory plan;
    private final @Nullable Trajectory refinement;
    private final @Nullable PictureSource source;
    private final JobConditioners conditioners;

    private JobWalks(
            JobSpec spec,
            LoadedModel loaded,
            Trajectory plan,
            @Nullable Trajectory refinement,
            @Nullable PictureSource source,
            JobConditioners conditioners) {
        this.spec = spec;
        this.loaded = loaded;
        this.plan = plan;
        this.refinement = refinement;
        this.source = source;
        this.conditioners = conditioners;
    }

    /**
     * Plans a job's walks, asks its conditioning modules, and encodes the picture it begins from, if any.
     *
     * @throws IllegalArgumentException if the model cannot do what is asked, such as refine what is no picture
     */
    static JobWalks of(
            JobSpec spec,
            LoadedModel loaded,
            Planner planner,
            @Nullable JobPicture picture,
            JobConditioners conditioners) {
        var traits = loaded.model().traits();
        LatentShape shape = loaded.model().latentShape(spec.width(), spec.height());
        PictureSource source =
                picture == null ? null : PictureSource.of(loaded.model(), shape, picture.picture(), picture.mask());
        Trajectory refinement = planner.refinement(spec, traits).orElse(null);
        var walks = new JobWalks(spec, loaded, planner.plan(spec, traits), refinement, source, conditioners);
        if (refinement != null) {
            Enlargement.check(walks.shape(), walks.refined());
        }
        walks.added(shape);
        return walks;
    }

    /** How many evaluations the job takes, for all its pictures. */
    int evaluations() {
        return spec.count() * (plan.evaluations() + (refinement == null ? 0 : refinement.evaluations()));
    }

    /** The shape of the latents that are decoded. */
    LatentShape result() {
        return refinement == null ? shape() : refined();
    }

    /**
     * Puts all walks into the engine, from where a checkpoint left them.
     *
     * @throws IllegalArgumentException if that is of another model, plan or version; then some may be in the engine already
     */
    void begin(JobCheckpoint from) {
        if (!from.model().equals(loaded.version())) {
            throw new IllegalArgumentException(
                    "its checkpoint was made with " + from.model() + "; here is " + loaded.version());
        }
        for (int i = 0; i < spec.count(); i++) {
            next(i, from.finished())
                    .ifPresent(walk -> enter(walk, from.walking().get(walk.id())));
        }
    }

    private void enter(Walk walk, byte @Nullable [] state) {
        if (state == null) {
            loaded.engine().add(walk);
        } else {
            loaded.engine().resume(walk, state);
        }
    }

    /** Where all walks stand between two steps of an attempt with these plugins, with what finished ones came to. */
    JobCheckpoint checkpoint(List<PluginVersion> plugins, int done, Map<String, float[]> latents) {
        Map<String, float[]> finished = new HashMap<>();
        Map<String, byte[]> walking = new HashMap<>();
        for (int i = 0; i < spec.count(); i++) {
            at(i, latents.keySet())
                    .ifPresent(walk -> walking.put(walk, loaded.engine().checkpoint(walk)));
            last(i, latents.keySet()).ifPresent(walk -> finished.put(walk, Objects.requireNonNull(latents.get(walk))));
        }
        return new JobCheckpoint(loaded.version(), plugins, done, finished, walking);
    }

    /** A picture's next walk, given the latents that finished ones came to: none after its last. */
    Optional<Walk> next(int index, Map<String, float[]> finished) {
        return at(index, finished.keySet())
                .map(id -> id.endsWith(FIRST)
                        ? first(index)
                        : second(index, Objects.requireNonNull(finished.get(id(index, FIRST)))));
    }

    /** Whether a picture is complete once this walk has finished. */
    boolean endsPicture(String walk) {
        return refinement == null || walk.endsWith(SECOND);
    }

    private Walk first(int index) {
        Noise noise = noise(index);
        Beginning beginning = source == null ? Beginning.of(noise) : source.begin(noise, strength());
        return walk(id(index, FIRST), shape(), plan, beginning);
    }

    private Walk second(int index, float[] latent) {
        float[] origin = Enlargement.of(latent, shape(), refined());
        var beginning = new Beginning(origin, List.of(), null, noise(index));
        return walk(id(index, SECOND), refined(), Objects.requireNonNull(refinement), beginning);
    }

    /** The walk that a picture is at. */
    private Optional<String> at(int index, Set<String> finished) {
        Optional<String> last = last(index, finished);
        if (last.isEmpty()) {
            return Optional.of(id(index, FIRST));
        }
        return endsPicture(last.get()) ? Optional.empty() : Optional.of(id(index, SECOND));
    }

    /** The last walk that a picture has behind it. */
    private Optional<String> last(int index, Set<String> finished) {
        return Stream.of(id(index, SECOND), id(index, FIRST))
                .filter(finished::contains)
                .findFirst();
    }

    private String id(int index, String turn) {
        return spec.id() + "/" + index + turn;
    }

    /** Takes all of the job's walks out of its model's engine. */
    void cancel() {
        for (int i = 0; i < spec.count(); i++) {
            loaded.engine().cancel(id(i, FIRST));
            loaded.engine().cancel(id(i, SECOND));
        }
    }

    /** The job that a walk belongs to. */
    static String jobOf(String walk) {
        return walk.substring(0, walk.indexOf('/'));
    }

    /** Which picture of its job a walk makes. */
    static int indexOf(String walk) {
        return Integer.parseInt(walk.substring(walk.indexOf('/') + 1, walk.lastIndexOf('/')));
    }

    private Walk walk(String id, LatentShape shape, Trajectory trajectory, Beginning beginning) {
        Contribution added = added(shape);
        List<Correction> corrections = Stream.concat(spec.corrections().stream(), beginning.corrections().stream())
                .toList();
        return new Walk(
                id,
                shape,
                trajectory,
                loaded.model().traits().prediction(),
                JobGuidance.of(spec.guidance(), prompt -> encoded(prompt, beginning, added)),
                corrections,
                encoded(spec.prompt(), beginning, added),
                loaded.encodeNegative(spec.read(spec.negative()))
                        .conditioning()
                        .withChannels(beginning.channels())
                        .joined(added.negative()),
                beginning.noise(),
                beginning.origin());
    }

    private Conditioning encoded(String prompt, Beginning beginning, Contribution added) {
        return loaded.encode(spec.read(prompt))
                .conditioning()
                .withChannels(beginning.channels())
                .joined(added.positive());
    }

    /** What conditioning modules add to a walk of this shape. */
    private Contribution added(LatentShape shape) {
        Refinement refine = spec.refine();
        return refine == null || shape.equals(shape())
                ? conditioners.at(shape, spec.width(), spec.height())
                : conditioners.at(shape, refine.side(spec.width()), refine.side(spec.height()));
    }

    /** What conditioning modules made of their pictures, by place and name. */
    Map<String, Raster> shown() {
        return conditioners.shown();
    }

    /** The job is over: others may have the room of its conditioning modules. */
    void release() {
        conditioners.release();
    }

    /** Each picture has the next seed; with a variation all have the job's, and the other seed is the next. */
    private Noise noise(int index) {
        Variation variation = spec.variation();
        return variation == null
                ? new TorchNoise(spec.seed() + index)
                : new MixedNoise(
                        new TorchNoise(spec.seed()), new TorchNoise(variation.seed() + index), variation.share());
    }

    private Strength strength() {
        return spec.image() == null ? Strength.FULL : new Strength(spec.image().strength());
    }

    private LatentShape shape() {
        return loaded.model().latentShape(spec.width(), spec.height());
    }

    private LatentShape refined() {
        var refine = spec.refine();
        return refine == null
                ? shape()
                : loaded.model().latentShape(refine.side(spec.width()), refine.side(spec.height()));
    }
}
