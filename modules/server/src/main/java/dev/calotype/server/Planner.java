package dev.calotype.server;

import dev.calotype.engine.Guidance;
import dev.calotype.engine.Strength;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Refinement;
import dev.calotype.registry.Catalogue;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Level;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.Optional;

/** Turns a job's choice of sampler, schedule and steps into its walk's plan. Safe for any thread. */
final class Planner {
    private final Catalogue catalogue;

    Planner(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The plan of a job's walks, or of their first halves where the job is refined. One that begins from a picture takes the
     * last levels only; one from noise alone starts with the deviation of unit-variance data with noise on it, √(α² + σ²).
     *
     * @throws Unplannable if this sampler cannot walk these levels, this guidance cannot use the plan, or what the model
     *     itself asks for is not installed
     */
    Trajectory plan(JobSpec job, ModelTraits traits) {
        ImageChoice image = job.image();
        if (image == null) {
            return fromNoise(plan(job, traits, "/image", Strength.FULL));
        }
        var strength = new Strength(image.strength());
        Trajectory plan = plan(job, traits, "/image/strength", strength);
        return strength.isFull() && image.keepsPart() ? fromNoise(plan) : plan;
    }

    /**
     * The plan of the second walks, from the enlarged results of the first.
     *
     * @return nothing for a job that is not refined
     * @throws Unplannable as {@link #plan}
     */
    Optional<Trajectory> refinement(JobSpec job, ModelTraits traits) {
        Refinement refine = job.refine();
        return refine == null
                ? Optional.empty()
                : Optional.of(plan(job, traits, "/refine/strength", new Strength(refine.strength())));
    }

    private Trajectory plan(JobSpec job, ModelTraits traits, String place, Strength strength) {
        List<Level> all = Unplannable.at("/schedule", () -> levels(job, traits));
        List<Level> levels = Unplannable.at(place, () -> strength.of(all));
        Trajectory plan = Unplannable.at("/sampler", () -> sampler(job).plan(levels, traits.process()));
        Unplannable.at("/guidance", () -> guidance(job, plan));
        return plan;
    }

    private static Trajectory fromNoise(Trajectory plan) {
        Level first = plan.steps().getFirst().level();
        return plan.startingWith(Math.hypot(first.alpha(), first.sigma()));
    }

    private List<Level> levels(JobSpec job, ModelTraits traits) {
        NoiseSchedule schedule =
                catalogue.schedule(job.schedule()).orElseThrow(() -> absent("schedule", job.schedule()));
        List<Level> levels = schedule.levels(job.steps(), traits.process());
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (!(level.alpha() >= 0 && level.sigma() >= 0 && Double.isFinite(level.alpha() + level.sigma()))
                    || !Double.isFinite(level.time())) {
                throw new IllegalArgumentException(
                        "schedule '" + job.schedule().name() + "' gave as level " + i + " of " + (levels.size() - 1)
                                + " " + level + "; alpha and sigma must be at least 0 and all three finite");
            }
        }
        return levels;
    }

    private Sampler sampler(JobSpec job) {
        return catalogue.sampler(job.sampler()).orElseThrow(() -> absent("sampler", job.sampler()));
    }

    private static Guidance guidance(JobSpec job, Trajectory plan) {
        Guidance guidance = JobGuidance.of(job.guidance(), prompt -> Conditioning.NONE, JobRegions.UNSEEN);
        guidance.check(plan);
        return guidance;
    }

    private static IllegalArgumentException absent(String kind, SamplerChoice asked) {
        return new IllegalArgumentException("the " + kind + " '" + asked.name()
                + "' is not installed; install a plugin that adds it, or name another");
    }
}
