package dev.calotype.server;

import dev.calotype.jobs.JobSpec;
import dev.calotype.registry.Catalogue;
import dev.calotype.spi.Level;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
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
     * @throws IllegalArgumentException if this sampler cannot walk these levels
     */
    Trajectory plan(JobSpec job, ModelTraits traits) {
        NoiseSchedule schedule = catalogue.schedule(job.schedule()).orElseThrow();
        Sampler sampler = catalogue.sampler(job.sampler()).orElseThrow();
        List<Level> levels = schedule.levels(job.steps(), traits.process());
        Trajectory plan = sampler.plan(levels, traits.process());
        Level first = plan.steps().getFirst().level();
        return plan.startingWith(Math.hypot(first.alpha(), first.sigma()));
    }
}
