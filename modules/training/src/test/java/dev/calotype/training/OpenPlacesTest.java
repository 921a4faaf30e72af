package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.training.Description.Mention;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenPlacesTest {
    private final ShapesWorld world = new ShapesWorld(5);

    @Test
    void everyObjectHasACellOfItsOwn() {
        IntStream.range(0, 5_000)
                .mapToObj(i -> world.example(i).description().objects())
                .forEach(mentions -> assertThat(OpenPlaces.settled(mentions))
                        .hasSameSizeAs(mentions)
                        .doesNotHaveDuplicates());
    }

    @Test
    void aStatedPositionStands() {
        for (Position position : Position.values()) {
            assertThat(OpenPlaces.settled(List.of(red(position)))).containsExactly(position);
        }
    }

    @Test
    void anOpenObjectLiesOppositeOfTheOther() {
        List<Mention> mentions = List.of(red(null), red(Position.TOP_LEFT));
        assertThat(OpenPlaces.settled(mentions)).containsExactly(Position.BOTTOM_RIGHT, Position.TOP_LEFT);
    }

    @Test
    void aPositionIsLeftOpenOnlyWhereItIsFoundAgain() {
        var random = new SplittableRandom(3);
        long opened = IntStream.range(0, 5_000)
                .filter(i -> {
                    Description stated =
                            ShapesWorld.describePlaced(world.example(i).scene(), random);
                    Description open = OpenPlaces.open(stated, 0.9, random);
                    assertThat(OpenPlaces.settled(open.objects())).isEqualTo(OpenPlaces.settled(stated.objects()));
                    return !open.equals(stated);
                })
                .count();
        assertThat(opened).isGreaterThan(400);
    }

    private static Mention red(@Nullable Position position) {
        return new Mention(Optional.empty(), Colour.RED, Shape.CIRCLE, Optional.ofNullable(position));
    }
}
