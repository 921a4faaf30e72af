package dev.calotype.networks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Byte pair encoding of one word: its UTF-8 bytes, written as printable characters, are merged pair by pair in the order
 * the merges were learned (Sennrich et al. 2016, arXiv:1508.07909, with the byte alphabet of GPT-2).
 */
final class BytePairs {
    /** What marks the end of a word. */
    static final String END = "</w>";

    private static final String[] ALPHABET = alphabet();
    private final Map<String, Integer> ranks;

    /** Pairs written as {@code "left right"}, with how early they were learned. */
    BytePairs(Map<String, Integer> ranks) {
        this.ranks = Map.copyOf(ranks);
    }

    /** The parts of a word; the last one ends in {@link #END}. */
    List<String> split(String word) {
        List<String> parts = new ArrayList<>();
        for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
            parts.add(ALPHABET[Byte.toUnsignedInt(value)]);
        }
        parts.set(parts.size() - 1, parts.getLast() + END);
        for (int rank = best(parts); rank < Integer.MAX_VALUE; rank = best(parts)) {
            parts = merge(parts, rank);
        }
        return parts;
    }

    private int best(List<String> parts) {
        int best = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < parts.size(); i++) {
            best = Math.min(best, rank(parts, i));
        }
        return best;
    }

    private List<String> merge(List<String> parts, int rank) {
        var merged = new ArrayList<String>();
        for (int i = 0; i < parts.size(); i++) {
            if (i + 1 < parts.size() && rank(parts, i) == rank) {
                merged.add(parts.get(i) + parts.get(i + 1));
                i++;
            } else {
                merged.add(parts.get(i));
            }
        }
        return merged;
    }

    private int rank(List<String> parts, int at) {
        return ranks.getOrDefault(parts.get(at) + " " + parts.get(at + 1), Integer.MAX_VALUE);
    }

    /** Printable Latin-1 bytes stand for themselves; the others follow from U+0100 on, in order. */
    private static String[] alphabet() {
        var letters = new String[256];
        int next = 256;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            letters[value] = Character.toString(printable ? value : next++);
        }
        return letters;
    }
}
