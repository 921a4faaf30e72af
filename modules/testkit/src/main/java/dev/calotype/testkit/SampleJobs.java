package dev.calotype.testkit;

import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Complete jobs for tests.
 *
 * @param tenant who pays
 * @param priority higher goes first
 * @param model the model's name
 * @param deadline when it expires; null for never
 */
public record SampleJobs(
        String tenant, int priority, String model, @Nullable Instant deadline) {
    /** Ordinary jobs. */
    public static final SampleJobs PLAIN = new SampleJobs("north", 0, "shapes", null);

    /** Jobs that this tenant pays. */
    public SampleJobs of(String newTenant) {
        return new SampleJobs(newTenant, priority, model, deadline);
    }

    /** Jobs of this priority. */
    public SampleJobs at(int newPriority) {
        return new SampleJobs(tenant, newPriority, model, deadline);
    }

    /** Jobs for this model. */
    public SampleJobs on(String newModel) {
        return new SampleJobs(tenant, priority, newModel, deadline);
    }

    /** Jobs that expire at this time. */
    public SampleJobs until(Instant newDeadline) {
        return new SampleJobs(tenant, priority, model, newDeadline);
    }

    /** One job. */
    public JobSpec job(String id) {
        return new JobSpec(
                id,
                tenant,
                priority,
                model,
                List.of(new AdapterChoice("ink", 0.5)),
                "a red circle above a blue square, “quoted” 🙂",
                "blurry",
                new SamplerChoice("heun", Map.of("churn", 0.25, "order", 2)),
                SamplerChoice.of("karras"),
                20,
                new GuidanceChoice.ClassifierFree(4.5, 0.5),
                List.of(new Correction.Clip(2)),
                7,
                2,
                64,
                48,
                deadline,
                null,
                null,
                null,
                Prompting.PLAIN,
                List.of(),
                null,
                null,
                null,
                List.of());
    }
}
