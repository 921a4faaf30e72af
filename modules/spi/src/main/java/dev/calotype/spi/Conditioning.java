package dev.calotype.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a conditioning module tells a network about one row: optional, typed signals.
 *
 * @param tokens L×d, read by cross-attention
 * @param pooled d, added to the time embedding
 * @param channels C×H×W as high and wide as the latent, put behind its channels
 */
public record Conditioning(
        @Nullable Signal tokens,
        @Nullable Signal pooled,
        @Nullable Signal channels) {
    /** No signal at all. */
    public static final Conditioning NONE = new Conditioning(null, null, null);

    /** Tokens only. */
    public static Conditioning ofTokens(Signal tokens) {
        return new Conditioning(tokens, null, null);
    }

    /** The same signals with these input channels. */
    public Conditioning withChannels(@Nullable Signal newChannels) {
        return new Conditioning(tokens, pooled, newChannels);
    }
}
