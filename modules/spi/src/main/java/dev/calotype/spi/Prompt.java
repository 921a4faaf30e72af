package dev.calotype.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is to encode.
 *
 * @param text what the job says; an empty one is a prompt too
 * @param reading how it is read
 * @param adapters what changes the model for it, in the job's order
 * @param second what a second text encoder reads, in the same way; null for the same text
 */
public record Prompt(
        String text,
        Prompting reading,
        List<AdapterChoice> adapters,
        @Nullable String second) {
    /** Copies the adapters. */
    public Prompt {
        adapters = List.copyOf(adapters);
    }

    /** The same text for all text encoders. */
    public Prompt(String text, Prompting reading, List<AdapterChoice> adapters) {
        this(text, reading, adapters, null);
    }

    /** A text as it is written, for a model as it is. */
    public static Prompt of(String text) {
        return new Prompt(text, Prompting.PLAIN, List.of());
    }

    /**
     * The text, for a model that has no adapters nor a second text encoder and reads prompts only as they are written.
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
        return single();
    }

    /**
     * The text, for a model with one text encoder.
     *
     * @throws IllegalArgumentException if a second one is to read another
     */
    public String single() {
        if (second != null) {
            throw new IllegalArgumentException(
                    "a prompt for a second text encoder was given; this model has none, leave out 'second'");
        }
        return text;
    }
}
