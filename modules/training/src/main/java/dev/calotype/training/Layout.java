package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a caption says, as numbers for the last tokens of its padding: one token for each cell of the grid, two that are
 * free, one for the whole. An object whose position is left open is in the cell that {@link OpenPlaces} finds. The text encoder learns to write them there, so that the image
 * network reads them by place instead of parsing the sentence.
 */
final class Layout {
    /** Tokens that hold an object or none, one a cell. */
    static final int OBJECTS = 9;

    private static final int FREE = 2;

    /** Where they begin; the longest caption ends before. */
    static final int FIRST = ShapesTokens.LENGTH - OBJECTS - FREE - 1;

    /** Numbers an object: its colour or none, shape or none, size or open or none. */
    static final int OBJECT_CODE = 9 + 5 + 4;

    /** Numbers of the whole: the ground or open, and how many objects. */
    static final int WHOLE_CODE = 4 + 3;

    private static final int SHAPES = 9;
    private static final int SIZES = 14;

    private Layout() {}

    /** One-hot codes, 9 × 18 then 7; an absent description is the empty caption. */
    static float[] codes(Optional<Description> description) {
        float[] codes = new float[OBJECTS * OBJECT_CODE + WHOLE_CODE];
        List<Mention> mentions = description.map(Description::objects).orElse(List.of());
        List<Position> cells = OpenPlaces.settled(mentions);
        Mention[] places = new Mention[OBJECTS];
        for (int i = 0; i < mentions.size(); i++) {
            places[index(cells.get(i))] = mentions.get(i);
        }
        for (int i = 0; i < OBJECTS; i++) {
            write(codes, i * OBJECT_CODE, Optional.ofNullable(places[i]));
        }
        int whole = OBJECTS * OBJECT_CODE;
        codes[
                whole
                        + description
                                .flatMap(Description::background)
                                .map(b -> 1 + index(b))
                                .orElse(0)] = 1;
        codes[whole + 4 + mentions.size()] = 1;
        return codes;
    }

    private static void write(float[] codes, int at, Optional<Mention> mention) {
        codes[at + mention.map(m -> 1 + index(m.colour())).orElse(0)] = 1;
        codes[at + SHAPES + mention.map(m -> 1 + index(m.shape())).orElse(0)] = 1;
        int size = mention.map(m -> m.size().map(s -> 2 + index(s)).orElse(1)).orElse(0);
        codes[at + SIZES + size] = 1;
    }

    /** The place of a value among its kind; the order is part of what a trained encoder means. */
    private static int index(Enum<?> value) {
        return List.of(value.getDeclaringClass().getEnumConstants()).indexOf(value);
    }

    /** How many of the codes' choices two sets of numbers agree on, as a share of rows that agree in all. */
    static double agreement(float[] predicted, float[] wanted, int rows) {
        int[] groups = groups();
        int length = predicted.length / rows;
        int right = 0;
        for (int row = 0; row < rows; row++) {
            boolean all = true;
            for (int g = 0; g + 1 < groups.length; g++) {
                int from = row * length + groups[g];
                int to = row * length + groups[g + 1];
                all &= largest(predicted, from, to) == largest(wanted, from, to);
            }
            right += all ? 1 : 0;
        }
        return right / (double) rows;
    }

    private static int[] groups() {
        int[] starts = new int[3 * OBJECTS + 3];
        for (int i = 0; i < OBJECTS; i++) {
            starts[3 * i] = i * OBJECT_CODE;
            starts[3 * i + 1] = i * OBJECT_CODE + SHAPES;
            starts[3 * i + 2] = i * OBJECT_CODE + SIZES;
        }
        int whole = OBJECTS * OBJECT_CODE;
        System.arraycopy(new int[] {whole, whole + 4, whole + WHOLE_CODE}, 0, starts, 3 * OBJECTS, 3);
        return starts;
    }

    private static int largest(float[] values, int from, int to) {
        float most = values[from];
        int at = from;
        for (int i = from; i < to; i++) {
            if (values[i] > most) {
                most = values[i];
                at = i;
            }
        }
        return at - from;
    }

    /** For each number, how much its error counts: what is there is rarer than what is not. */
    static float[] weights(float[] codes) {
        float[] weights = new float[codes.length];
        Arrays.fill(weights, 1);
        for (int i = 0; i < OBJECTS; i++) {
            if (codes[i * OBJECT_CODE] == 0) {
                Arrays.fill(weights, i * OBJECT_CODE, (i + 1) * OBJECT_CODE, OBJECTS / 2f);
            }
        }
        return weights;
    }
}
