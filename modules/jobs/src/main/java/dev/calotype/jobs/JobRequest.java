package dev.calotype.jobs;

import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Correction;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wrote, checked against the schema but not yet against the farm. What is null was left open; see
 * {@link JobSpec} for the meaning of each component.
 */
public record JobRequest(
        @Nullable String id,
        String tenant,
        int priority,
        String model,
        List<AdapterChoice> adapters,
        String prompt,
        String negative,
        @Nullable SamplerChoice sampler,
        @Nullable SamplerChoice schedule,
        @Nullable Integer steps,
        @Nullable GuidanceChoice guidance,
        @Nullable List<Correction> corrections,
        @Nullable Long seed,
        int count,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Instant deadline,
        @Nullable ImageChoice image,
        @Nullable Refinement refine,
        @Nullable Variation variation,
        @Nullable Prompting prompting,
        List<ConditionerChoice> conditioners,
        @Nullable VideoChoice video,
        @Nullable Framing framing,
        @Nullable SecondPrompts second) {

    /** A request for one result that leaves everything else open. */
    public static JobRequest of(@Nullable String id, String tenant, String model, String prompt) {
        return new JobRequest(
                id, tenant, 0, model, List.of(), prompt, "", null, null, null, null, null, null, 1, null, null, null,
                null, null, null, null, List.of(), null, null, null);
    }

    /** The same request under this id. */
    public JobRequest withId(String newId) {
        return copy(newId, width, height);
    }

    /** The same request for pictures of this size. */
    public JobRequest withSize(int newWidth, int newHeight) {
        return copy(id, newWidth, newHeight);
    }

    private JobRequest copy(@Nullable String newId, @Nullable Integer newWidth, @Nullable Integer newHeight) {
        return new JobRequest(
                newId,
                tenant,
                priority,
                model,
                adapters,
                prompt,
                negative,
                sampler,
                schedule,
                steps,
                guidance,
                corrections,
                seed,
                count,
                newWidth,
                newHeight,
                deadline,
                image,
                refine,
                variation,
                prompting,
                conditioners,
                video,
                framing,
                second);
    }

    /**
     * Fills what was left open: from the model's traits, and the seed from the id, so that a replayed request becomes
     * the same job.
     *
     * @throws IllegalStateException if the request has no id yet
     */
    public JobSpec complete(ModelTraits traits) {
        if (id == null) {
            throw new IllegalStateException("a request is completed after it was given an id");
        }
        return new JobSpec(
                id,
                tenant,
                priority,
                model,
                adapters,
                prompt,
                negative,
                or(sampler, traits.sampler()),
                or(schedule, traits.schedule()),
                or(steps, traits.steps()),
                or(guidance, GuidanceChoice.ofScale(traits.guidance())),
                or(corrections, traits.corrections()),
                or(seed, JobId.seedOf(id)),
                count,
                or(width, traits.sizes().width()),
                or(height, traits.sizes().height()),
                deadline,
                image,
                refine,
                variation,
                or(prompting, Prompting.PLAIN),
                conditioners,
                video,
                framing,
                second,
                List.of());
    }

    private static <T> T or(@Nullable T asked, T otherwise) {
        return asked == null ? otherwise : asked;
    }
}
