package dev.calotype.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a conditioning module tells a network about one row: optional, typed signals.
 *
 * @param tokens L×d, read by cross-attention
 * @param pooled d, added to the time embedding
 */
public record Conditioning(
        @Nullable Signal tokens, @Nullable Signal pooled) {
    /** No signal at all. */
    public static final Conditioning NONE = new Conditioning(null, null);

    /** Tokens only. */
    public static Conditioning ofTokens(Signal tokens) {
        return new Conditioning(tokens, null);
    }
}
