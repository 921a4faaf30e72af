package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapesCheckerTest {
    private static final int COUNT = 1_000;
    private static final double NEEDED = 0.995;
    private final ShapesWorld world = new ShapesWorld(5);

    @Test
    void readsRealDrawingsRight() {
        assertThat(share(0)).isGreaterThanOrEqualTo(NEEDED);
    }

    @Test
    void readsNoisyDrawingsRight() {
        assertThat(share(10)).isGreaterThanOrEqualTo(NEEDED);
    }

    @Test
    void acceptsWhatIsStated() {
        assertThat(right(circle(), "a small red circle at the left on a gray background"))
                .isTrue();
        assertThat(right(circle(), "a red circle")).isTrue();
    }

    @Test
    void refusesAnotherColour() {
        assertThat(right(circle(), "a small orange circle at the left")).isFalse();
    }

    @Test
    void refusesAnotherShape() {
        assertThat(right(circle(), "a small red ring at the left")).isFalse();
        assertThat(right(circle(), "a small red square at the left")).isFalse();
    }

    @Test
    void refusesAnotherSize() {
        assertThat(right(circle(), "a large red circle at the left")).isFalse();
    }

    @Test
    void refusesAnotherCell() {
        assertThat(right(circle(), "a small red circle at the top left")).isFalse();
    }

    @Test
    void refusesAnotherGround() {
        assertThat(right(circle(), "a small red circle on a navy background")).isFalse();
    }

    @Test
    void refusesAFurtherObject() {
        List<PlacedObject> objects = new ArrayList<>(circle().objects());
        objects.add(new PlacedObject(Colour.WHITE, Shape.SQUARE, 5, 50, 50));
        Scene crowded = new Scene(objects, Background.GRAY);
        assertThat(right(crowded, "a small red circle at the left")).isFalse();
        assertThat(right(crowded, "a red circle and a white square")).isTrue();
    }

    @Test
    void refusesAMissingObject() {
        assertThat(right(circle(), "a red circle and a white square")).isFalse();
        assertThat(right(new Scene(List.of(), Background.BLACK), "a red circle"))
                .isFalse();
    }

    @Test
    void countsByObjectsAndAttributes() {
        ShapesScore score = new ShapesScore();
        score.add(Drawing.of(circle()), "a red circle at the left");
        score.add(Drawing.of(circle()), "a large red circle and a blue ring");
        assertThat(score.share(1)).isEqualTo(1);
        assertThat(score.share(2)).isZero();
        assertThat(score.share()).isEqualTo(0.5);
        assertThat(score.table()).contains("one object", "position").contains("size             0 of     1");
    }

    private static Scene circle() {
        return new Scene(List.of(new PlacedObject(Colour.RED, Shape.CIRCLE, 5.3, 13.2, 33.1)), Background.GRAY);
    }

    private static boolean right(Scene scene, String caption) {
        return ShapesChecker.right(Drawing.of(scene), CaptionReader.read(caption));
    }

    private double share(double deviation) {
        long right = IntStream.range(0, COUNT)
                .filter(i -> ShapesChecker.right(
                        noisy(Drawing.of(world.example(i).scene()), deviation, i),
                        world.example(i).description()))
                .count();
        return right / (double) COUNT;
    }

    private static Picture noisy(Picture picture, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = picture.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.clamp(values[i] + deviation * random.nextGaussian(), 0, 255);
        }
        return new Picture(values);
    }
}
