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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The walks of one job: one a picture, and where it is refined a second one after it; one a video, or one for each of its
 * pieces. For the device's thread.
 */
final class JobWalks {
    private final JobSpec spec;
    private final LoadedModel loaded;
    private final Trajectory plan;
    private final @Nullable Trajectory refinement;
    private final @Nullable PictureSource source;
    private final @Nullable JobVideo video;
    private final JobTurns turns;
    private final JobConditioners conditioners;
    private final JobRegions regions;

    private JobWalks(
            JobSpec spec,
            LoadedModel loaded,
            Trajectory plan,
            @Nullable Trajectory refinement,
            @Nullable PictureSource source,
            @Nullable JobVideo video,
            JobConditioners conditioners,
            JobRegions regions) {
        this.spec = spec;
        this.loaded = loaded;
        this.plan = plan;
        this.refinement = refinement;
        this.source = source;
        this.video = video;
        this.conditioners = conditioners;
        this.regions = regions;
        turns = JobTurns.of(spec.id(), video == null ? 1 : video.pieces(), refinement != null);
    }

    /**
     * Plans a job's walks, asks its conditioning modules, and encodes the pictures it begins from, if any.
     *
     * @throws IllegalArgumentException if the model cannot do what is asked, such as refine what is no picture
     */
    static JobWalks of(
            JobSpec spec, LoadedModel loaded, Planner planner, JobPictures pictures, JobConditioners conditioners) {
        var traits = loaded.model().traits();
        LatentShape picture = loaded.model().latentShape(spec.width(), spec.height());
        JobVideo video =
                spec.video() == null ? null : JobVideo.of(spec.video(), loaded.model(), picture, pictures.start());
        LatentShape shape = video == null ? picture : video.shape(0);
        JobPicture origin = pictures.origin();
        PictureSource source =
                origin == null ? null : PictureSource.of(loaded.model(), shape, origin.picture(), origin.mask());
        Trajectory refinement = planner.refinement(spec, traits).orElse(null);
        var walks = new JobWalks(
                spec, loaded, planner.plan(spec, traits), refinement, source, video, conditioners, pictures.regions());
        if (refinement != null) {
            Enlargement.check(walks.shape(0), walks.refined());
        }
        walks.added(shape);
        return walks;
    }

    /** How many evaluations the job takes, for all its results. */
    int evaluations() {
        int each =
                refinement == null ? turns.count() * plan.evaluations() : plan.evaluations() + refinement.evaluations();
        return spec.count() * each;
    }

    /** The shape of the latents that are decoded. */
    LatentShape result() {
        if (video != null) {
            return video.whole();
        }
        return refinement == null ? shape(0) : refined();
    }

    /** A complete result's latent, given those that its walks came to. */
    float[] latent(int index, Map<String, float[]> finished) {
        if (video == null) {
            return latent(finished, index, turns.count() - 1);
        }
        return video.joined(IntStream.range(0, turns.count())
                .mapToObj(piece -> latent(finished, index, piece))
                .toList());
    }

    private float[] latent(Map<String, float[]> finished, int index, int turn) {
        return Objects.requireNonNull(finished.get(turns.id(index, turn)), "a walk that has finished");
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
            int result = i;
            Optional<Integer> next = turns.next(i, latents.keySet());
            next.map(turn -> turns.id(result, turn))
                    .ifPresent(walk -> walking.put(walk, loaded.engine().checkpoint(walk)));
            int end = next.orElse(turns.count());
            for (int turn = video == null ? Math.max(0, end - 1) : 0; turn < end; turn++) {
                finished.put(turns.id(i, turn), latent(latents, i, turn));
            }
        }
        return new JobCheckpoint(loaded.version(), plugins, done, finished, walking);
    }

    /** A result's next walk, given the latents that finished ones came to: none after its last. */
    Optional<Walk> next(int index, Map<String, float[]> finished) {
        return turns.next(index, finished.keySet()).map(turn -> {
            if (turn == 0) {
                return first(index);
            }
            float[] before = latent(finished, index, turn - 1);
            return refinement == null ? piece(index, turn, before) : second(index, before);
        });
    }

    /** Whether a result is complete once this walk has finished. */
    boolean ends(String walk) {
        return turns.ends(walk);
    }

    private Walk first(int index) {
        Noise noise = noise(index);
        if (video != null && source == null) {
            return piece(index, 0, null);
        }
        Beginning beginning = source == null ? Beginning.of(noise) : source.begin(noise, strength());
        return walk(turns.id(index, 0), 0, plan, beginning);
    }

    private Walk piece(int index, int piece, float @Nullable [] before) {
        Beginning beginning = Objects.requireNonNull(video).begin(piece, noise(index + spec.count() * piece), before);
        return walk(turns.id(index, piece), piece, plan, beginning);
    }

    private Walk second(int index, float[] latent) {
        float[] origin = Enlargement.of(latent, shape(0), refined());
        var beginning = new Beginning(origin, List.of(), null, noise(index));
        return walk(turns.id(index, 1), 1, Objects.requireNonNull(refinement), beginning);
    }

    /** Takes all of the job's walks out of its model's engine. */
    void cancel() {
        for (int i = 0; i < spec.count(); i++) {
            turns.ids(i).forEach(loaded.engine()::cancel);
        }
    }

    private Walk walk(String id, int turn, Trajectory trajectory, Beginning beginning) {
        LatentShape shape = shape(turn);
        var texts = new JobTexts(spec, loaded, added(shape), framing(shape), beginning.channels());
        List<Correction> corrections = Stream.concat(spec.corrections().stream(), beginning.corrections().stream())
                .toList();
        return new Walk(
                id,
                shape,
                trajectory,
                loaded.model().traits().prediction(),
                JobGuidance.of(spec.guidance(), texts::further, regions),
                corrections,
                video == null ? texts.own() : video.told(turn, spec.prompt(), conditioners, texts::frame),
                texts.negative(),
                beginning.noise(),
                beginning.origin());
    }

    /** What conditioning modules add to a walk of this shape. */
    private Contribution added(LatentShape shape) {
        return conditioners.at(shape, side(shape, spec.width()), side(shape, spec.height()));
    }

    private JobFraming framing(LatentShape shape) {
        return JobFraming.of(
                loaded.model().traits().framing(),
                spec.framing(),
                side(shape, spec.width()),
                side(shape, spec.height()));
    }

    /** A side of what a walk of this shape draws, in pixels. */
    private int side(LatentShape shape, int first) {
        Refinement refine = spec.refine();
        return refine == null || !shape.equals(refined()) ? first : refine.side(first);
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

    /** The shape of the latents of a turn. */
    private LatentShape shape(int turn) {
        if (video != null) {
            return video.shape(turn);
        }
        return turn == 0 ? loaded.model().latentShape(spec.width(), spec.height()) : refined();
    }

    private LatentShape refined() {
        var refine = Objects.requireNonNull(spec.refine());
        return loaded.model().latentShape(refine.side(spec.width()), refine.side(spec.height()));
    }
}
