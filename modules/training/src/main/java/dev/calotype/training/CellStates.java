package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.training.Description.Mention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Text states of scenes that no caption describes. The grammar has two objects at most, but the token of a cell says what
 * lies there, and its state can be taken from a caption of that object alone. A crowded scene makes the image network
 * read each cell by itself, where one or two objects let it get by with a summary. Immutable; the tokens are floats.
 */
final class CellStates {
    private static final int ROWS = 64;

    private final Map<Mention, float[]> states = new HashMap<>();
    private final int width;

    /** Asks the text encoder about every object in every cell; needs an open scope. */
    CellStates(ClipTextModel text, ClipTokenizer tokenizer, int width) {
        this.width = width;
        List<Mention> all = mentions();
        for (int first = 0; first < all.size(); first += ROWS) {
            List<Mention> some = all.subList(first, Math.min(first + ROWS, all.size()));
            List<int[]> ids = some.stream()
                    .map(mention -> tokenizer
                            .encode(new Description(List.of(mention), Optional.empty()).caption())
                            .ids())
                    .toList();
            float[] values = text.apply(ids).last().toFloats();
            for (int row = 0; row < some.size(); row++) {
                float[] state = new float[width];
                System.arraycopy(values, at(row, some.get(row)), state, 0, width);
                states.put(some.get(row), state);
            }
        }
    }

    private static List<Mention> mentions() {
        List<Mention> all = new ArrayList<>();
        for (Position position : Position.values()) {
            for (Colour colour : Colour.values()) {
                for (Shape shape : Shape.values()) {
                    for (Size size : Size.values()) {
                        all.add(new Mention(Optional.of(size), colour, shape, Optional.of(position)));
                    }
                    all.add(new Mention(Optional.empty(), colour, shape, Optional.of(position)));
                }
            }
        }
        return all;
    }

    /** Writes what a mention with a position says over the token of its cell, in a row of states. */
    void write(Mention mention, float[] values, int row) {
        float[] state = states.get(mention);
        if (state == null) {
            throw new IllegalArgumentException("a mention has a position here; found " + mention);
        }
        System.arraycopy(state, 0, values, at(row, mention), width);
    }

    private int at(int row, Mention mention) {
        int cell = mention.position().map(Position::ordinal).orElseThrow();
        return (row * ShapesTokens.LENGTH + Layout.FIRST + cell) * width;
    }
}
