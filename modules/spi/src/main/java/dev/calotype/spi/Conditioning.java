package dev.calotype.spi;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a conditioning module tells a network about one row: optional, typed signals.
 *
 * @param tokens L×d, read by cross-attention; F×L×d tells each frame of a video its own
 * @param pooled d, added to the time embedding; F×d tells each frame of a video its own
 * @param timeIds k numbers that are embedded as times are, such as sizes and crops; a model that reads them derives
 *     them from the latent's shape where there are none
 * @param channels C×H×W as high and wide as the latent, put behind its channels; C×F×H×W for the frames of a video
 * @param adapters changes of the network's layers that hold for this row alone
 * @param inserts what conditioning modules do inside the network for this row alone
 */
public record Conditioning(
        @Nullable Signal tokens,
        @Nullable Signal pooled,
        @Nullable Signal timeIds,
        @Nullable Signal channels,
        List<AdapterChoice> adapters,
        List<Insertion> inserts) {
    /** No signal at all. */
    public static final Conditioning NONE = new Conditioning(null, null);

    /** Copies the lists. */
    public Conditioning {
        adapters = List.copyOf(adapters);
        inserts = List.copyOf(inserts);
    }

    /** Signals for the network as it is. */
    public Conditioning(@Nullable Signal tokens, @Nullable Signal pooled) {
        this(tokens, pooled, null, null, List.of(), List.of());
    }

    /** Signals without inserts. */
    public Conditioning(
            @Nullable Signal tokens,
            @Nullable Signal pooled,
            @Nullable Signal timeIds,
            @Nullable Signal channels,
            List<AdapterChoice> adapters) {
        this(tokens, pooled, timeIds, channels, adapters, List.of());
    }

    /** Tokens only. */
    public static Conditioning ofTokens(Signal tokens) {
        return new Conditioning(tokens, null);
    }

    /** Inserts only. */
    public static Conditioning ofInserts(Insertion... inserts) {
        return NONE.withInserts(List.of(inserts));
    }

    /** The same with other tokens and another pooled vector. */
    public Conditioning withText(@Nullable Signal newTokens, @Nullable Signal newPooled) {
        return new Conditioning(newTokens, newPooled, timeIds, channels, adapters, inserts);
    }

    /** The same with other time ids. */
    public Conditioning withTimeIds(@Nullable Signal ids) {
        return new Conditioning(tokens, pooled, ids, channels, adapters, inserts);
    }

    /** The same signals with these input channels. */
    public Conditioning withChannels(@Nullable Signal newChannels) {
        return new Conditioning(tokens, pooled, timeIds, newChannels, adapters, inserts);
    }

    /** The same signals for the network with these adapters. */
    public Conditioning with(List<AdapterChoice> others) {
        return new Conditioning(tokens, pooled, timeIds, channels, others, inserts);
    }

    /** The same signals with these inserts instead. */
    public Conditioning withInserts(List<Insertion> others) {
        return new Conditioning(tokens, pooled, timeIds, channels, adapters, others);
    }

    /** Both: signals that only one of them has, and the adapters and inserts of both. */
    public Conditioning joined(Conditioning other) {
        return new Conditioning(
                only("tokens", tokens, other.tokens),
                only("a pooled vector", pooled, other.pooled),
                only("time ids", timeIds, other.timeIds),
                only("input channels", channels, other.channels),
                Stream.concat(adapters.stream(), other.adapters.stream()).toList(),
                Stream.concat(inserts.stream(), other.inserts.stream()).toList());
    }

    private static @Nullable Signal only(String what, @Nullable Signal one, @Nullable Signal other) {
        if (one != null && other != null) {
            throw new IllegalArgumentException(
                    "two modules give " + what + " for one row; leave out one of the conditioners");
        }
        return one == null ? other : one;
    }
}
