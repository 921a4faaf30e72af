package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutlinesTest {
    private static final Background GROUND = Background.NAVY;

    @Test
    void theOutlineOfASquareIsItsOutermostPixels() {
        Outlines outlines = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.SQUARE, 5, 32, 14)));
        assertThat(outlines.count()).isEqualTo(36);
        assertThat(outlines.rows()[9]).isEqualTo(0b1111111111L << 27);
        assertThat(outlines.rows()[10]).isEqualTo(0b1000000001L << 27);
        assertThat(outlines.rows()[18]).isEqualTo(0b1111111111L << 27);
        assertThat(outlines.rows()[8]).isZero();
    }

    @Test
    void aRingHasOneMoreLineThanADisc() {
        Outlines disc = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.CIRCLE, 9, 32, 32)));
        Outlines ring = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.RING, 9, 32, 32)));
        assertThat(transitions(disc.rows()[32])).isEqualTo(2);
        assertThat(transitions(ring.rows()[32])).isEqualTo(4);
    }

    @Test
    void objectsThatTouchHaveALineEach() {
        Outlines both = Outlines.of(drawn(
                new PlacedObject(Colour.RED, Shape.SQUARE, 5, 14, 32),
                new PlacedObject(Colour.GREEN, Shape.SQUARE, 5, 24, 32)));
        assertThat(both.count()).isEqualTo(72);
    }

    @Test
    void aLineAtTheEdgeOfThePictureClosesAndDoesNotWrapAround() {
        Outlines outlines = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.SQUARE, 5, 4, 32)));
        assertThat(outlines.rows()[32]).isEqualTo(0b100000001L);
        Outlines across = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.SQUARE, 5, 60, 32)));
        assertThat(outlines.overlap(across)).isZero();
    }

    @Test
    void perfectPicturesOverlapWhollyAndOthersByTheirSharedPart() {
        Outlines square = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.SQUARE, 5, 32, 32)));
        Outlines nothing = Outlines.of(drawn());
        assertThat(square.overlap(square)).isEqualTo(1);
        assertThat(nothing.overlap(nothing)).isEqualTo(1);
        assertThat(square.overlap(nothing)).isZero();
        Outlines moved = Outlines.of(drawn(new PlacedObject(Colour.BLUE, Shape.SQUARE, 5, 32, 33)));
        assertThat(square.overlap(moved)).isEqualTo(moved.overlap(square)).isBetween(0.6, 0.8);
    }

    @Test
    void aPictureOfOutlinesAndItsHintAreWhiteLinesOnBlack() {
        Outlines outlines = Outlines.of(drawn(new PlacedObject(Colour.RED, Shape.RING, 9, 32, 32)));
        float[] picture = outlines.picture().values();
        float[] hint = new float[Outlines.VALUES];
        outlines.write(hint, 0);
        int white = 0;
        for (int i = 0; i < hint.length; i++) {
            assertThat(picture[i]).isEqualTo(255 * hint[i]);
            white += (int) hint[i];
        }
        assertThat(white).isEqualTo(3 * outlines.count());
    }

    @Test
    void theScoreOfPerfectPicturesIsOneAndOfStrangersLow() {
        List<OutlineTask> tasks = OutlineTask.of(new ShapesWorld(5), 0, 30);
        var perfect = new OutlineScore();
        var strange = new OutlineScore();
        for (OutlineTask task : tasks) {
            Picture picture =
                    Drawing.of(new ShapesWorld(5).example(task.index()).scene());
            perfect.add(picture, task.outlines(), task.placed());
            strange.add(picture, tasks.get((task.index() + 1) % 30).outlines(), task.open());
        }
        assertThat(perfect.overlap()).isEqualTo(1);
        assertThat(perfect.following()).isEqualTo(1);
        assertThat(perfect.right()).isEqualTo(1);
        assertThat(strange.overlap()).isLessThan(0.25);
        assertThat(strange.right()).isEqualTo(1);
        assertThat(OutlineScore.table(List.of("a", "b"), List.of(perfect, strange)))
                .contains("1.000")
                .contains("100.0 %");
    }

    private static Picture drawn(PlacedObject... objects) {
        return Drawing.of(new Scene(List.of(objects), GROUND));
    }

    /** How many runs of set bits there are. */
    private static int transitions(long row) {
        return Long.bitCount(row & ~(row << 1));
    }
}
