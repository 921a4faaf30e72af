package dev.calotype.plugin.controlnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Hints made of pictures whose edges are known: a bright square of 12 on black, in the middle of 32. */
final class PreprocessorTest {
    private static final int SIDE = 32;
    private static final int FROM = 10;
    private static final int TO = 22;

    @Test
    void cannyDrawsAThinClosedLineAroundTheSquare() {
        Pixels edges = made(Preprocessor.CANNY, square(0, 1));
        int drawn = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            float value = edges.values()[i];
            assertThat(value).isIn(0f, 1f);
            int x = i % SIDE;
            int y = i / SIDE;
            int outside = Math.max(Math.max(FROM - x, x - TO + 1), Math.max(FROM - y, y - TO + 1));
            if (value == 1) {
                drawn++;
                assertThat(outside).isBetween(0, 1);
            }
        }
        assertThat(drawn).isBetween(4 * (TO - FROM) - 8, 4 * (TO - FROM) + 8);
    }

    @Test
    void anEdgeBetweenColoursOfOneBrightnessIsAnEdge() {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            boolean left = i % SIDE < FROM;
            values[i] = left ? 0.8f : 0.2f;
            values[SIDE * SIDE + i] = 0.5f;
            values[2 * SIDE * SIDE + i] = left ? 0.2f : 0.2f + 0.6f * 0.299f / 0.114f / 3;
        }
        Pixels two = new Pixels(3, SIDE, SIDE, values);
        for (Preprocessor kind :
                new Preprocessor[] {Preprocessor.CANNY, Preprocessor.SOFT_EDGES, Preprocessor.SCRIBBLE}) {
            Pixels edges = made(kind, two);
            float brightest = Math.max(edges.at(0, FROM - 1, SIDE / 2), edges.at(0, FROM, SIDE / 2));
            assertThat(brightest).as("%s", kind).isGreaterThan(0.6f);
            assertThat(edges.at(0, SIDE - 2, SIDE / 2)).as("%s", kind).isLessThan(0.05f);
        }
    }

    @Test
    void faintGrainIsNotDrawnAsEdges() {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + (i * 7919 % 13 - 6) / 600f;
        }
        Pixels grain = new Pixels(3, SIDE, SIDE, values);
        for (Preprocessor kind :
                new Preprocessor[] {Preprocessor.SOFT_EDGES, Preprocessor.SCRIBBLE, Preprocessor.CANNY}) {
            for (float value : made(kind, grain).values()) {
                assertThat(value).as("%s", kind).isLessThan(0.2f);
            }
        }
    }

    @Test
    void aFlatPictureHasNoEdges() {
        for (Preprocessor kind :
                new Preprocessor[] {Preprocessor.CANNY, Preprocessor.SOFT_EDGES, Preprocessor.SCRIBBLE}) {
            assertThat(made(kind, square(0.5f, 0.5f)).values()).containsOnly(0f);
        }
    }

    @Test
    void softEdgesAreBrightestOnTheEdgeAndFadeAway() {
        Pixels soft = made(Preprocessor.SOFT_EDGES, square(0, 1));
        int middle = SIDE / 2;
        assertThat(soft.at(0, FROM, middle)).isGreaterThan(0.6f);
        assertThat(soft.at(0, FROM, middle)).isGreaterThan(soft.at(0, FROM - 3, middle));
        assertThat(soft.at(0, 0, 0)).isLessThan(0.1f);
        assertThat(made(Preprocessor.SCRIBBLE, square(0, 1)).at(0, FROM - 1, middle))
                .isOne();
    }

    @Test
    void lineartIsBrightWhereADarkLineIs() {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % SIDE == FROM ? 0 : 1;
        }
        Pixels lines = made(Preprocessor.LINEART, new Pixels(3, SIDE, SIDE, values));
        assertThat(lines.at(0, FROM, FROM)).isOne();
        assertThat(lines.at(0, FROM + 10, FROM)).isLessThan(0.05f);
    }

    @Test
    void lineartSeesInkOfAnyColour() {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            boolean red = i < SIDE * SIDE;
            values[i] = i % SIDE == FROM && !red ? 0.1f : 1;
        }
        Pixels lines = made(Preprocessor.LINEART, new Pixels(3, SIDE, SIDE, values));
        assertThat(lines.at(0, FROM, FROM)).isOne();
        assertThat(lines.at(0, FROM + 10, FROM)).isLessThan(0.05f);
    }

    @Test
    void aTileKeepsColoursAndLosesDetails() {
        Pixels tile = made(Preprocessor.TILE, square(0, 1));
        assertThat(tile.at(0, SIDE / 2, SIDE / 2)).isGreaterThan(0.4f);
        assertThat(tile.at(0, FROM - 2, SIDE / 2)).isBetween(0.1f, 0.4f);
        assertThat(tile.at(0, 0, 0)).isLessThan(0.1f);
    }

    @Test
    void mapsAsGivenKeepTheirMeaning() {
        Pixels colours = square(0, 1);
        assertThat(made(Preprocessor.DEPTH, colours).at(2, SIDE / 2, SIDE / 2)).isCloseTo(1, within(1e-6f));
        assertThat(made(Preprocessor.POSE, colours)).isSameAs(colours);
        Pixels normals = made(Preprocessor.NORMAL, square(0.5f, 0.9f));
        double length = 0;
        for (int axis = 0; axis < 3; axis++) {
            length = Math.hypot(length, 2 * normals.at(axis, SIDE / 2, SIDE / 2) - 1);
        }
        assertThat(length).isCloseTo(1, within(1e-6));
        Pixels resized = Fit.STRETCH.apply(colours, 45, 45, Preprocessor.SEGMENTATION.resizing());
        assertThat(resized.values()).containsOnly(0f, 1f);
    }

    @Test
    void fittingCoversOrContains() {
        Pixels wide = Resizing.SMOOTH.apply(square(1, 1), 64, 32);
        assertThat(Fit.COVER.apply(wide, 16, 16, Resizing.SMOOTH).values()).containsOnly(1f);
        Pixels inside = Fit.CONTAIN.apply(wide, 16, 16, Resizing.SMOOTH);
        assertThat(inside.at(0, 8, 0)).isZero();
        assertThat(inside.at(0, 8, 8)).isOne();
    }

    private static Pixels made(Preprocessor kind, Pixels picture) {
        return kind.apply(picture, ControlNetOptions.USUAL, 3);
    }

    private static Pixels square(float outside, float inside) {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE % SIDE;
            values[i] = x >= FROM && x < TO && y >= FROM && y < TO ? inside : outside;
        }
        return new Pixels(3, SIDE, SIDE, values);
    }
}
