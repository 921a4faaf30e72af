package dev.calotype.contracts;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signal that a conditioning module gives to a walk.
 *
 * @param whose of the positive or the negative rows
 * @param kind what it is
 * @param signal its values
 */
record GivenSignal(String whose, Kind kind, Signal signal) {
    /** The signals that there are. */
    enum Kind {
        TOKENS,
        POOLED,
        TIME_IDS,
        CHANNELS
    }

    /** All that a module gives. */
    static List<GivenSignal> of(Contribution contribution) {
        List<GivenSignal> given = new ArrayList<>();
        add("positive", contribution.positive(), given);
        add("negative", contribution.negative(), given);
        return given;
    }

    private static void add(String whose, Conditioning conditioning, List<GivenSignal> given) {
        add(whose, Kind.TOKENS, conditioning.tokens(), given);
        add(whose, Kind.POOLED, conditioning.pooled(), given);
        add(whose, Kind.TIME_IDS, conditioning.timeIds(), given);
        add(whose, Kind.CHANNELS, conditioning.channels(), given);
    }

    private static void add(String whose, Kind kind, @Nullable Signal signal, List<GivenSignal> given) {
        if (signal != null) {
            given.add(new GivenSignal(whose, kind, signal));
        }
    }

    /** Such as {@code positive tokens}. */
    String name() {
        return whose + " "
                + switch (kind) {
                    case TOKENS -> "tokens";
                    case POOLED -> "pooled vector";
                    case TIME_IDS -> "time ids";
                    case CHANNELS -> "channels";
                };
    }

    /**
     * What is wrong with its shape.
     *
     * @param latent axes of the walk's latent
     * @param tokenSize of the tokens that the network reads; 0 if it is not known
     */
    List<String> misshapen(List<Integer> latent, int tokenSize) {
        List<Integer> shape = signal.shape();
        String needed = switch (kind) {
            case TOKENS ->
                shape.size() == 2 && (tokenSize == 0 || shape.getLast() == tokenSize)
                        ? ""
                        : "[L, " + (tokenSize == 0 ? "d" : tokenSize) + "]";
            case POOLED, TIME_IDS -> shape.size() == 1 ? "" : "[d]";
            case CHANNELS -> isOver(latent) ? "" : "channels over " + latent.subList(1, latent.size());
        };
        return needed.isEmpty()
                ? List.of()
                : List.of("the " + name() + " has shape " + shape + "; " + needed + " is needed");
    }

    private boolean isOver(List<Integer> latent) {
        List<Integer> shape = signal.shape();
        return shape.size() == latent.size() && shape.subList(1, shape.size()).equals(latent.subList(1, latent.size()));
    }
}
