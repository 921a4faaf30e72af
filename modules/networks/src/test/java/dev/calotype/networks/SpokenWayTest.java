package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a prompt that speaks of a way becomes a prompt for each frame. */
final class SpokenWayTest {
    private static final String WAY = """
            {"said": "going from the {from} to the {to}", "told": "at the {place}",
             "places": {"left": [0, 0], "middle": [10, 0], "right": [20, 0], "left edge": [-10, 0], "roof": [10, 30]}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    private final List<String> faults = new ArrayList<>();

    @Test
    void eachFrameIsToldThePlaceThatItIsNearest() throws IOException {
        SpokenWay way = read(WAY).orElseThrow();
        assertThat(way.frames("a cat going from the left to the right, in ink", 6))
                .containsExactly(
                        "a cat at the left, in ink",
                        "a cat at the left, in ink",
                        "a cat at the middle, in ink",
                        "a cat at the middle, in ink",
                        "a cat at the right, in ink",
                        "a cat at the right, in ink");
        assertThat(way.frames("Going From The RIGHT to the roof", 2)).containsExactly("at the right", "at the roof");
        assertThat(way.frames("going from the left edge to the left", 1)).containsExactly("at the left edge");
    }

    @Test
    void aPromptThatSpeaksOfNoWayStaysAsItIs() throws IOException {
        SpokenWay way = read(WAY).orElseThrow();
        assertThat(way.frames("a cat at the left", 6)).isEmpty();
        assertThat(way.frames("a cat going from the left to the moon", 6)).isEmpty();
        assertThat(way.frames("a cat going from the left to the righteous", 6)).isEmpty();
    }

    @Test
    void aDirectoryMaySayNothingOfWays() {
        assertThat(SpokenWay.read(place, faults)).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyFaultOfTheFileIsSaid() throws IOException {
        assertThat(read("""
                {"said": "going to the {to}", "told": "there", "places": {"left": [0], "right": [1, "x"]}}
                """)).isEmpty();
        assertThat(faults)
                .anyMatch(fault -> fault.contains("said is 'going to the {to}'; it must hold {from} and {to}"))
                .anyMatch(fault -> fault.contains("told is 'there'; it must hold {place}"))
                .anyMatch(fault -> fault.contains("[0] for 'left'; a place is two numbers, [x, y]"))
                .anyMatch(fault -> fault.contains("[1,\"x\"] for 'right'"));
        assertThat(read(WAY.replace("going from", "from {from} going from"))).isEmpty();
        assertThat(faults.getLast()).endsWith("it must hold {from} and {to}, once each");
    }

    private Optional<SpokenWay> read(String json) throws IOException {
        Files.writeString(place.resolve("way.json"), json);
        return SpokenWay.read(place, faults);
    }
}
