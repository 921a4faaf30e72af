package dev.calotype.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The vocabulary of the shapes grammar in CLIP's form: every byte, every byte at a word's end, the merges that make each
 * word of the grammar one token, and the two special tokens.
 */
final class ShapesTokens {
    /** Tokens of a padded caption: the longest has 23, and 12 more stand for the layout. */
    static final int LENGTH = 36;

    private static final List<String> ORDINARY = List.of("a", "and", "at", "the", "on", "background");

    private ShapesTokens() {}

    /** Every word of the grammar. */
    static List<String> words() {
        Stream<String> named = Stream.of(Size.values(), Colour.values(), Shape.values(), Background.values())
                .flatMap(Arrays::stream)
                .map(Description::lower);
        Stream<String> places = Arrays.stream(Position.values())
                .flatMap(p -> Arrays.stream(p.words().split(" ")));
        return Stream.of(ORDINARY.stream(), named, places)
                .flatMap(s -> s)
                .distinct()
                .toList();
    }

    /** All tokens, in the order of their ids. */
    static List<String> vocabulary() {
        List<String> tokens = new ArrayList<>(List.of(ByteAlphabet.inOrder().split("")));
        tokens.addAll(tokens.stream().map(letter -> letter + "</w>").toList());
        MergeLearner.merges(words()).forEach(pair -> tokens.add(pair.joined()));
        tokens.add("<|startoftext|>");
        tokens.add("<|endoftext|>");
        return tokens;
    }

    /** The text of {@code tokenizer/vocab.json}. */
    static String vocabularyFile() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        vocabulary().forEach(token -> ids.put(token, ids.size()));
        try {
            return JsonMapper.builder().build().writeValueAsString(ids);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    /** The text of {@code tokenizer/merges.txt}. */
    static String mergesFile() {
        return MergeLearner.merges(words()).stream()
                .map(pair -> pair.left() + " " + pair.right() + "\n")
                .collect(Collectors.joining("", "#version: 0.2\n", ""));
    }
}
