package dev.calotype.networks;

import dev.calotype.networks.PromptReading.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts the tokens of weighted text into pieces of an encoder's length, as users of AUTOMATIC1111's web interface expect:
 * a piece that is full ends at its last comma where that is near, and {@code BREAK} ends one.
 */
final class PromptChunks {
    /** As many pieces as a prompt may have; what is beyond is cut. */
    static final int MOST = 16;

    private static final int BACKTRACK = 20;
    private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*");

    private record Token(int id, float weight) {}

    private final ClipTokenizer tokenizer;
    private final boolean many;
    private final int capacity;
    private final int comma;
    private final List<List<Token>> pieces = new ArrayList<>();
    private List<Token> current = new ArrayList<>();
    private int lastComma = -1;
    private int cut;

    /** Pieces for this tokenizer's encoder; {@code many} is whether there may be more than one. */
    PromptChunks(ClipTokenizer tokenizer, boolean many) {
        this.tokenizer = tokenizer;
        this.many = many;
        capacity = tokenizer.length() - 2;
        int[] commas = tokenizer.words(",");
        comma = commas.length == 1 ? commas[0] : -1;
    }

    PromptReading read(List<Emphasis.Fragment> fragments) {
        for (Emphasis.Fragment fragment : fragments) {
            List<String> parts = many ? Arrays.asList(BREAK.split(fragment.text(), -1)) : List.of(fragment.text());
            for (int i = 0; i < parts.size(); i++) {
                if (i > 0) {
                    next();
                }
                for (int id : tokenizer.words(parts.get(i))) {
                    add(new Token(id, (float) fragment.weight()));
                }
            }
        }
        if (!current.isEmpty() || pieces.isEmpty()) {
            next();
        }
        pieces.stream().skip(most()).forEach(piece -> cut += piece.size());
        return new PromptReading(pieces.stream().limit(most()).map(this::chunk).toList(), cut);
    }

    private int most() {
        return many ? MOST : 1;
    }

    private void add(Token token) {
        if (!many && current.size() == capacity) {
            cut++;
            return;
        }
        if (token.id() == comma) {
            lastComma = current.size();
        } else if (current.size() == capacity && lastComma >= 0 && current.size() - lastComma <= BACKTRACK) {
            List<Token> tail = new ArrayList<>(current.subList(lastComma + 1, current.size()));
            current = new ArrayList<>(current.subList(0, lastComma + 1));
            next();
            current = tail;
        }
        if (current.size() == capacity) {
            next();
        }
        current.add(token);
    }

    private void next() {
        pieces.add(current);
        current = new ArrayList<>();
        lastComma = -1;
    }

    private Chunk chunk(List<Token> tokens) {
        int[] ids = tokens.stream().mapToInt(Token::id).toArray();
        float[] weights = new float[tokenizer.length()];
        Arrays.fill(weights, 1);
        for (int i = 0; i < tokens.size(); i++) {
            weights[i + 1] = tokens.get(i).weight();
        }
        return new Chunk(tokenizer.framed(ids), weights);
    }
}
