package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlineLessonTest {
    private static final int MANY = 2_000;
    private static final PlacedObject LOW = new PlacedObject(Colour.RED, Shape.CIRCLE, 5, 32, 50);
    private static final PlacedObject HIGH = new PlacedObject(Colour.BLUE, Shape.CIRCLE, 5, 14, 14);

    @Test
    void fewCaptionsAreTheWorldsAndTheOthersSayNoPlaceOrNothing() {
        var world = new ShapesWorld(1);
        List<String> captions = IntStream.range(0, MANY)
                .mapToObj(i -> OutlineLesson.caption(world.example(i).scene(), world.random(-i)))
                .toList();
        double silent = captions.stream().filter(String::isEmpty).count() / (double) MANY;
        assertThat(silent).isCloseTo(0.1, within(0.03));
        double placed = captions.stream().filter(c -> c.contains("at the")).count() / (double) MANY;
        assertThat(placed).isBetween(0.11, 0.16);
    }

    @Test
    void ofTwoObjectsThatAreAlikeTheOneFurtherUpIsNamedFirst() {
        assertThat(open(LOW, HIGH)).allMatch(caption -> caption.indexOf("blue") < caption.indexOf("red"));
        var square = new PlacedObject(Colour.BLUE, Shape.SQUARE, 5, 14, 14);
        assertThat(open(LOW, square)).allMatch(caption -> caption.indexOf("red") < caption.indexOf("blue"));
    }

    private static Set<String> open(PlacedObject first, PlacedObject second) {
        var scene = new Scene(List.of(first, second), Background.GRAY);
        return IntStream.range(0, MANY)
                .mapToObj(i -> OutlineLesson.caption(scene, new SplittableRandom(i)))
                .filter(caption -> !caption.isEmpty() && !caption.contains("at the"))
                .collect(Collectors.toSet());
    }
}
