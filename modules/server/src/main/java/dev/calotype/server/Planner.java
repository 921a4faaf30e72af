package dev.calotype.server;

import dev.calotype.engine.Guidance;
import dev.calotype.jobs.JobSpec;
import dev.calotype.registry.Catalogue;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Level;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import java.util.List;

/** Turns a job's choice of sampler, schedule and steps into its walk's plan. Safe for any thread. */
final class Planner {
    private final Catalogue catalogue;

    Planner(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The plan of a job's walks. They start from noise alone, so the start has the deviation of unit-variance data with
     * noise on it, √(α² + σ²).
     *
     * @throws Unplannable if this sampler cannot walk these levels, this guidance cannot use the plan, or what the model
     *     itself asks for is not installed
     */
    Trajectory plan(JobSpec job, ModelTraits traits) {
        List<Level> levels = Unplannable.at("/schedule", () -> levels(job, traits));
        Trajectory plan = Unplannable.at("/sampler", () -> sampler(job).plan(levels, traits.process()));
        Unplannable.at("/guidance", () -> guidance(job, plan));
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
        Guidance guidance = JobGuidance.of(job.guidance(), prompt -> Conditioning.NONE);
        guidance.check(plan);
        return guidance;
    }

    private static IllegalArgumentException absent(String kind, SamplerChoice asked) {
        return new IllegalArgumentException("the " + kind + " '" + asked.name()
                + "' is not installed; install a plugin that adds it, or name another");
    }
}
