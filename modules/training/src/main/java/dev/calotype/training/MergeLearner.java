package dev.calotype.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns byte pair merges until each given word is one token (Sennrich et al. 2016, arXiv:1508.07909, algorithm 1). Ties
 * are broken by the pair's spelling, so that the same words give the same merges.
 */
final class MergeLearner {
    private static final String END = "</w>";

    /** Two parts that become one. */
    record Pair(String left, String right) implements Comparable<Pair> {
        String joined() {
            return left + right;
        }

        @Override
        public int compareTo(Pair other) {
            return (left + " " + right).compareTo(other.left + " " + other.right);
        }
    }

    private MergeLearner() {}

    /** The merges in the order they are learned; words are of the letters a to z. */
    static List<Pair> merges(Collection<String> words) {
        List<List<String>> split = new ArrayList<>();
        words.stream().distinct().sorted().forEach(word -> split.add(letters(word)));
        List<Pair> merges = new ArrayList<>();
        while (true) {
            Map<Pair, Integer> counts = counts(split);
            if (counts.isEmpty()) {
                return merges;
            }
            int most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
            Pair best = counts.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            merges.add(best);
            split.replaceAll(parts -> merge(parts, best));
        }
    }

    private static List<String> letters(String word) {
        List<String> parts = new ArrayList<>(List.of(word.split("")));
        parts.set(parts.size() - 1, parts.getLast() + END);
        return parts;
    }

    private static Map<Pair, Integer> counts(List<List<String>> words) {
        Map<Pair, Integer> counts = new TreeMap<>();
        for (List<String> parts : words) {
            for (int i = 0; i + 1 < parts.size(); i++) {
                counts.merge(new Pair(parts.get(i), parts.get(i + 1)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static List<String> merge(List<String> parts, Pair pair) {
        List<String> merged = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean here = i + 1 < parts.size()
                    && parts.get(i).equals(pair.left())
                    && parts.get(i + 1).equals(pair.right());
            merged.add(here ? pair.joined() : parts.get(i));
            i += here ? 1 : 0;
        }
        return merged;
    }
}
