package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Prompts that blend into each other over the frames of a video. */
final class PromptTravelTest {
    @Test
    void textsAreInterpolatedBetweenTheirFramesAndStayBeforeAndAfter() {
        var travel = new PromptTravel(new TreeMap<>(Map.of(2, told(0, 8), 6, told(4, 0), 7, told(-1, -1))));
        Signal tokens = Objects.requireNonNull(travel.over(1, 8).tokens());
        assertThat(tokens.shape()).containsExactly(8, 1, 2);
        assertThat(tokens.values()).containsExactly(0, 8, 0, 8, 1, 6, 2, 4, 3, 2, 4, 0, -1, -1, -1, -1);
        assertThat(travel.over(1, 8).pooled()).isNull();
    }

    @Test
    void aFrameOfALaterChunkIsToldWhatItWouldBeInTheWhole() {
        var travel = new PromptTravel(new TreeMap<>(Map.of(0, told(0, 8), 4, told(4, 0))));
        Signal whole = Objects.requireNonNull(travel.over(0, 6).tokens());
        Signal chunk = Objects.requireNonNull(travel.over(3, 3).tokens());
        for (int i = 0; i < 6; i++) {
            assertThat(chunk.values()[i]).isEqualTo(whole.values()[6 + i]);
        }
    }

    @Test
    void promptsOfDifferentLengthsAreRefusedWithBoth() {
        Conditioning longer = Conditioning.ofTokens(new Signal(new float[4], List.of(2, 2)));
        assertThatThrownBy(() -> new PromptTravel(new TreeMap<>(Map.of(0, told(1, 1), 3, longer))))
                .hasMessageContaining("[1, 2] and [2, 2]");
        assertThatThrownBy(() -> new PromptTravel(new TreeMap<>())).hasMessageContaining("no prompts");
    }

    private static Conditioning told(float... values) {
        return Conditioning.ofTokens(new Signal(values, List.of(1, values.length)));
    }
}
