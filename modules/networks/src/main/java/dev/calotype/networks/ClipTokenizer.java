package dev.calotype.networks;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tokenizer of CLIP's text encoder (Radford et al. 2021, arXiv:2103.00020): lower-cased words and signs, split by
 * {@link BytePairs}, between a start and an end token, padded to a fixed length.
 *
 * <p>Text is composed (NFC), its white space collapsed, and lower-cased, as the reference's fast tokenizer does. Special
 * tokens written out in the text are taken as such. Immutable and safe for any thread.
 */
public final class ClipTokenizer {
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORDS = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> vocabulary;
    private final BytePairs pairs;
    private final SpecialTokens special;
    private final Pattern specials;
    private final Map<String, List<Integer>> learned;
    private final int length;

    /**
     * The ids of a text.
     *
     * @param ids as many as the tokenizer's length
     * @param count how many of them are not padding
     * @param cut how many tokens of the text did not fit
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Tokens(int[] ids, int count, int cut) {}

    /** The texts of the special tokens; each is in the vocabulary. */
    record SpecialTokens(String start, String end, String pad, String unknown) {
        List<String> all() {
            return List.of(start, end, pad, unknown);
        }
    }

    ClipTokenizer(Map<String, Integer> vocabulary, BytePairs pairs, SpecialTokens special, int length) {
        this(Map.copyOf(vocabulary), pairs, special, Map.of(), length);
    }

    private ClipTokenizer(
            Map<String, Integer> vocabulary,
            BytePairs pairs,
            SpecialTokens special,
            Map<String, List<Integer>> learned,
            int length) {
        this.vocabulary = vocabulary;
        this.pairs = pairs;
        this.special = special;
        this.learned = learned;
        this.specials = Pattern.compile(Stream.concat(special.all().stream(), learned.keySet().stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        this.length = length;
    }

    /**
     * This tokenizer with further words, which are found anywhere in a text, the longest first, in upper or lower case.
     *
     * @param words the ids that each becomes; those below 0 are {@link LearnedVectors}
     */
    public ClipTokenizer knowing(Map<String, List<Integer>> words) {
        Map<String, List<Integer>> further = new HashMap<>(learned);
        words.forEach((word, ids) -> further.put(clean(word), ids));
        return words.isEmpty() ? this : new ClipTokenizer(vocabulary, pairs, special, Map.copyOf(further), length);
    }

    /**
     * Reads vocab.json, merges.txt, tokenizer_config.json and special_tokens_map.json.
     *
     * @param directory the model directory
     * @param folder the tokenizer's folder in it
     * @param positions what the text encoder takes at most
     * @throws dev.calotype.spi.ModelRefused with every fault found
     */
    public static ClipTokenizer open(Path directory, String folder, int positions) {
        return new ClipTokenizerFiles(directory, folder).read(positions);
    }

    /** How many ids every text becomes. */
    public int length() {
        return length;
    }

    /** How many ids the vocabulary has. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** Encodes a text; an empty one is a start and an end. */
    public Tokens encode(String text) {
        List<Integer> inner = ids(text);
        int[] kept =
                inner.stream().limit(length - 2L).mapToInt(Integer::intValue).toArray();
        return new Tokens(framed(kept), kept.length + 2, inner.size() - kept.length);
    }

    /** The ids of a text alone, without start, end and padding, as many as it has. */
    int[] words(String text) {
        return ids(text).stream().mapToInt(Integer::intValue).toArray();
    }

    /** Ids that were cut to fit, between a start and an end token, padded. */
    int[] framed(int... words) {
        int[] ids = new int[length];
        Arrays.fill(ids, id(special.pad()));
        ids[0] = id(special.start());
        System.arraycopy(words, 0, ids, 1, words.length);
        ids[words.length + 1] = id(special.end());
        return ids;
    }

    private List<Integer> ids(String text) {
        String clean = clean(text);
        var ids = new ArrayList<Integer>();
        int from = 0;
        for (Matcher found = specials.matcher(clean); found.find(); from = found.end()) {
            addWords(clean.substring(from, found.start()), ids);
            List<Integer> further = learned.get(found.group());
            ids.addAll(further == null ? List.of(id(found.group())) : further);
        }
        addWords(clean.substring(from), ids);
        return ids;
    }

    private static String clean(String text) {
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void addWords(String text, List<Integer> ids) {
        for (Matcher word = WORDS.matcher(text); word.find(); ) {
            pairs.split(word.group()).forEach(part -> ids.add(id(part)));
        }
    }

    private int id(String token) {
        Integer id = vocabulary.get(token);
        return id != null ? id : vocabulary.getOrDefault(special.unknown(), 0);
    }
}
