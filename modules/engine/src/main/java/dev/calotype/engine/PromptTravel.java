package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A video's prompts, which blend into each other: between the frames that have one of their own, tokens and pooled vectors are
 * interpolated linearly; before the first and after the last they stay.
 *
 * @param prompts encoded, by their frames; at least one
 */
public record PromptTravel(NavigableMap<Integer, Conditioning> prompts) {
    /** A place between two prompts: as much of the second as the share says. */
    private record Place(Conditioning from, Conditioning to, double share) {}

    /**
     * Copies the prompts.
     *
     * @throws IllegalArgumentException if there are none, or they are encoded to different shapes
     */
    public PromptTravel {
        prompts = new TreeMap<>(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a travel has no prompts; it needs one at least");
        }
        Conditioning first = prompts.firstEntry().getValue();
        for (Conditioning other : prompts.values()) {
            same(first.tokens(), other.tokens());
            same(first.pooled(), other.pooled());
        }
    }

    /** A travel of texts; each different one is encoded once. */
    public static PromptTravel of(NavigableMap<Integer, String> prompts, Function<String, Conditioning> encode) {
        Map<String, Conditioning> encoded = new HashMap<>();
        var travel = new TreeMap<Integer, Conditioning>();
        prompts.forEach((frame, prompt) -> travel.put(frame, encoded.computeIfAbsent(prompt, encode)));
        return new PromptTravel(travel);
    }

    private static void same(@Nullable Signal one, @Nullable Signal other) {
        List<Integer> shape = one == null ? List.of() : one.shape();
        List<Integer> found = other == null ? List.of() : other.shape();
        if (!shape.equals(found)) {
            throw new IllegalArgumentException(
                    "the prompts of a travel are encoded to shapes " + shape + " and " + found
                            + ", between which nothing lies; make them about as long, so that they have as many tokens");
        }
    }

    /** The first prompt's conditioning with the texts of so many frames, beginning with this one. */
    public Conditioning over(int first, int frames) {
        List<Place> places =
                IntStream.range(first, first + frames).mapToObj(this::place).toList();
        return prompts.firstEntry()
                .getValue()
                .withText(blended(places, Conditioning::tokens), blended(places, Conditioning::pooled));
    }

    private Place place(int frame) {
        Integer before = prompts.floorKey(frame);
        Integer after = prompts.ceilingKey(frame);
        int from = before == null ? prompts.firstKey() : before;
        int to = after == null ? prompts.lastKey() : after;
        double share = from < to ? (double) (frame - from) / (to - from) : 0;
        return new Place(at(from), at(to), share);
    }

    private Conditioning at(int frame) {
        return prompts.floorEntry(frame).getValue();
    }

    private static @Nullable Signal blended(List<Place> places, Function<Conditioning, @Nullable Signal> part) {
        Signal like = part.apply(places.getFirst().from());
        if (like == null) {
            return null;
        }
        int size = like.values().length;
        float[] all = new float[places.size() * size];
        for (int i = 0; i < places.size(); i++) {
            blend(places.get(i), part, all, i * size);
        }
        List<Integer> shape = new ArrayList<>(like.shape());
        shape.addFirst(places.size());
        return new Signal(all, shape);
    }

    private static void blend(Place place, Function<Conditioning, @Nullable Signal> part, float[] all, int start) {
        Signal from = part.apply(place.from());
        Signal to = part.apply(place.to());
        if (from == null || to == null) {
            return;
        }
        float share = (float) place.share();
        for (int i = 0; i < from.values().length; i++) {
            all[start + i] =
                    share == 0 ? from.values()[i] : from.values()[i] + share * (to.values()[i] - from.values()[i]);
        }
    }
}
