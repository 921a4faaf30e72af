package dev.calotype.server;

import dev.calotype.jobs.JobSpec;
import dev.calotype.registry.Catalogue;
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
     * @throws IllegalArgumentException if this sampler cannot walk these levels, or what the model itself asks for is not
     *     installed
     */
    Trajectory plan(JobSpec job, ModelTraits traits) {
        NoiseSchedule schedule =
                catalogue.schedule(job.schedule()).orElseThrow(() -> absent("schedule", job.schedule()));
        Sampler sampler = catalogue.sampler(job.sampler()).orElseThrow(() -> absent("sampler", job.sampler()));
        List<Level> levels = schedule.levels(job.steps(), traits.process());
        Trajectory plan = sampler.plan(levels, traits.process());
        Level first = plan.steps().getFirst().level();
        return plan.startingWith(Math.hypot(first.alpha(), first.sigma()));
    }

    private static IllegalArgumentException absent(String kind, SamplerChoice asked) {
        return new IllegalArgumentException("the " + kind + " '" + asked.name()
                + "' is not installed; install a plugin that adds it, or name another");
    }
}
