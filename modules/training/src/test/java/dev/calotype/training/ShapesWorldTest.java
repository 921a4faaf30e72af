package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.training.Description.Mention;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapesWorldTest {
    private static final int COUNT = 2_000;
    private final ShapesWorld world = new ShapesWorld(11);

    @Test
    void givesTheSameExampleForTheSameIndex() {
        ShapesWorld again = new ShapesWorld(11);
        assertThat(again.example(70)).isEqualTo(world.example(70));
        assertThat(Drawing.of(again.example(70).scene()).values())
                .isEqualTo(Drawing.of(world.example(70).scene()).values());
        assertThat(new ShapesWorld(12).example(70)).isNotEqualTo(world.example(70));
    }

    @Test
    void statesOnlyWhatIsSo() {
        for (int i = 0; i < COUNT; i++) {
            ShapesWorld.Example example = world.example(i);
            List<Mention> mentions = example.description().objects();
            for (int k = 0; k < mentions.size(); k++) {
                assertThat(mentions.get(k).holds(example.scene().objects().get(k)))
                        .isTrue();
            }
        }
    }

    @Test
    void drawsOneObjectAsOftenAsTwo() {
        long two = scenes().filter(scene -> scene.objects().size() == 2).count();
        assertThat(two / (double) COUNT).isBetween(0.45, 0.55);
    }

    @Test
    void leavesOutEachPartNowAndThen() {
        long without = IntStream.range(0, COUNT)
                .filter(i -> world.example(i).description().background().isEmpty())
                .count();
        assertThat(without / (double) COUNT).isBetween(0.12, 0.18);
    }

    @Test
    void keepsTwoObjectsApart() {
        scenes().filter(scene -> scene.objects().size() == 2).forEach(scene -> {
            PlacedObject a = scene.objects().get(0);
            PlacedObject b = scene.objects().get(1);
            assertThat(a.position()).isNotEqualTo(b.position());
            assertThat(a.colour()).isNotEqualTo(b.colour());
            assertThat(a.size() == Size.LARGE
                            && b.size() == Size.LARGE
                            && a.position().neighbours(b.position()))
                    .isFalse();
        });
    }

    @Test
    void readsEveryCaptionBack() {
        for (int i = 0; i < COUNT; i++) {
            Description description = world.example(i).description();
            assertThat(CaptionReader.read(description.caption())).isEqualTo(description);
        }
    }

    @Test
    void writesCaptionsInTheGrammarsOrder() {
        String caption = "a small red circle at the top left and a blue ring on a navy background";
        assertThat(CaptionReader.read(caption).caption()).isEqualTo(caption);
    }

    @Test
    void saysWhatACaptionLacks() {
        assertThatThrownBy(() -> CaptionReader.read("a small circle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("caption 'a small circle' needs a colour before 'circle'");
    }

    private java.util.stream.Stream<Scene> scenes() {
        return IntStream.range(0, COUNT).mapToObj(i -> world.example(i).scene());
    }
}
