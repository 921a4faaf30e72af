package dev.calotype.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conditioning module tells a network about one row: optional, typed signals.
 *
 * @param tokens L×d, read by cross-attention
 * @param pooled d, added to the time embedding
 * @param timeIds k numbers that are embedded as times are, such as sizes and crops; a model that reads them derives
 *     them from the latent's shape where there are none
 * @param channels C×H×W as high and wide as the latent, put behind its channels
 * @param adapters block inserts: changes of the network's layers that hold for this row alone
 */
public record Conditioning(
        @Nullable Signal tokens,
        @Nullable Signal pooled,
        @Nullable Signal timeIds,
        @Nullable Signal channels,
        List<AdapterChoice> adapters) {
    /** No signal at all. */
    public static final Conditioning NONE = new Conditioning(null, null);

    /** Copies the adapters. */
    public Conditioning {
        adapters = List.copyOf(adapters);
    }

    /** Signals for the network as it is. */
    public Conditioning(@Nullable Signal tokens, @Nullable Signal pooled) {
        this(tokens, pooled, null, null, List.of());
    }

    /** Tokens only. */
    public static Conditioning ofTokens(Signal tokens) {
        return new Conditioning(tokens, null);
    }

    /** The same with other time ids. */
    public Conditioning withTimeIds(@Nullable Signal ids) {
        return new Conditioning(tokens, pooled, ids, channels, adapters);
    }

    /** The same signals with these input channels. */
    public Conditioning withChannels(@Nullable Signal newChannels) {
        return new Conditioning(tokens, pooled, timeIds, newChannels, adapters);
    }

    /** The same signals for the network with these adapters. */
    public Conditioning with(List<AdapterChoice> others) {
        return new Conditioning(tokens, pooled, timeIds, channels, others);
    }
}
