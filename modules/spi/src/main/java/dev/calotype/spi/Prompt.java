package dev.calotype.spi;

import java.util.List;

/**
 * What a model is to encode.
 *
 * @param text what the job says; an empty one is a prompt too
 * @param reading how it is read
 * @param adapters what changes the model for it, in the job's order
 */
public record Prompt(String text, Prompting reading, List<AdapterChoice> adapters) {
    /** Copies the adapters. */
    public Prompt {
        adapters = List.copyOf(adapters);
    }

    /** A text as it is written, for a model as it is. */
    public static Prompt of(String text) {
        return new Prompt(text, Prompting.PLAIN, List.of());
    }

    /**
     * The text, for a model that has no adapters and reads prompts only as they are written.
     *
     * @throws IllegalArgumentException if more is asked; says what
     */
    public String plain() {
        if (!adapters.isEmpty()) {
            throw new IllegalArgumentException(
                    "adapter '" + adapters.getFirst().name() + "' was asked for; this model takes no adapters");
        }
        if (!reading.equals(Prompting.PLAIN)) {
            throw new IllegalArgumentException(
                    "this model reads prompts only as they are written; leave out 'prompting'");
        }
        return text;
    }
}
