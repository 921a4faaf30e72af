package dev.calotype.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What a model's second text encoder reads, where it has one (Podell et al. 2023, arXiv:2307.01952, section 2.1).
 *
 * @param prompt in place of the job's prompt, or null for the same
 * @param negative in place of the job's negative prompt, or null for the same
 */
public record SecondPrompts(
        @Nullable String prompt, @Nullable String negative) {
    /** The same texts for both text encoders. */
    static final SecondPrompts NONE = new SecondPrompts(null, null);
}
