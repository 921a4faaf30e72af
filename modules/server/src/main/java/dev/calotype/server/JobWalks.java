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
import dev.calotype.jobs.Variation;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.Optional;
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

    private JobWalks(
            JobSpec spec,
            LoadedModel loaded,
            Trajectory plan,
            @Nullable Trajectory refinement,
            @Nullable PictureSource source) {
        this.spec = spec;
        this.loaded = loaded;
        this.plan = plan;
        this.refinement = refinement;
        this.source = source;
    }

    /** Plans a job's walks, and encodes the picture it begins from, if any. */
    static JobWalks of(JobSpec spec, LoadedModel loaded, Planner planner, @Nullable JobPicture picture) {
        var traits = loaded.model().traits();
        LatentShape shape = loaded.model().latentShape(spec.width(), spec.height());
        PictureSource source =
                picture == null ? null : PictureSource.of(loaded.model(), shape, picture.picture(), picture.mask());
        Trajectory refinement = planner.refinement(spec, traits).orElse(null);
        return new JobWalks(spec, loaded, planner.plan(spec, traits), refinement, source);
    }

    /** How many evaluations the job takes, for all its pictures. */
    int evaluations() {
        return spec.count() * (plan.evaluations() + (refinement == null ? 0 : refinement.evaluations()));
    }

    /** The shape of the latents that are decoded. */
    LatentShape result() {
        return refinement == null ? shape() : refined();
    }

    /** The walk that a picture begins with. */
    Walk first(int index) {
        Noise noise = noise(index);
        Beginning beginning = source == null ? Beginning.of(noise) : source.begin(noise, strength());
        return walk(spec.id() + "/" + index + FIRST, shape(), plan, beginning);
    }

    /** The walk that follows a finished one: none after a picture's last. */
    Optional<Walk> after(String finished, float[] latent) {
        if (refinement == null || finished.endsWith(SECOND)) {
            return Optional.empty();
        }
        int index = indexOf(finished);
        float[] origin = Enlargement.of(latent, shape(), refined());
        var beginning = new Beginning(origin, List.of(), null, noise(index));
        return Optional.of(walk(spec.id() + "/" + index + SECOND, refined(), refinement, beginning));
    }

    /** Takes all of the job's walks out of its model's engine. */
    void cancel() {
        for (int i = 0; i < spec.count(); i++) {
            loaded.engine().cancel(spec.id() + "/" + i + FIRST);
            loaded.engine().cancel(spec.id() + "/" + i + SECOND);
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
        List<Correction> corrections = Stream.concat(spec.corrections().stream(), beginning.corrections().stream())
                .toList();
        return new Walk(
                id,
                shape,
                trajectory,
                loaded.model().traits().prediction(),
                JobGuidance.of(spec.guidance(), prompt -> encoded(prompt, beginning)),
                corrections,
                encoded(spec.prompt(), beginning),
                loaded.encodeNegative(spec.read(spec.negative())).conditioning().withChannels(beginning.channels()),
                beginning.noise(),
                beginning.origin());
    }

    private Conditioning encoded(String prompt, Beginning beginning) {
        return loaded.encode(spec.read(prompt)).conditioning().withChannels(beginning.channels());
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
