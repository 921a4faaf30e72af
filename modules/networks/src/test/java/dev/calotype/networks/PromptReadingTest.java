package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.networks.PromptReading.Chunk;
import dev.calotype.spi.Prompting;
import dev.calotype.testkit.GoldenFolder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prompts in pieces and with weights, by a golden checkpoint's tokenizer. */
class PromptReadingTest {
    private static final Prompting CHUNKS = new Prompting(false, true);
    private static final Prompting EMPHASIS = new Prompting(true, false);

    private final ClipTokenizer tokenizer =
            ClipTokenizer.open(GoldenFolder.own("sd15_tiny").directory(), "tokenizer", 77);
    private final int start = tokenizer.encode("").ids()[0];
    private final int end = tokenizer.encode("").ids()[1];
    private final int comma = tokenizer.words(",")[0];
    private final int horse = tokenizer.words("a")[0];

    @Test
    void asWrittenItIsWhatTheTokenizerGives() {
        for (String prompt : List.of("", "a (red:1.5) horse", "a ".repeat(200))) {
            PromptReading read = PromptReading.of(tokenizer, prompt, Prompting.PLAIN);
            assertThat(read.chunks()).hasSize(1);
            assertThat(read.chunks().getFirst().ids())
                    .isEqualTo(tokenizer.encode(prompt).ids());
            assertThat(read.chunks().getFirst().weights()).containsOnly(1);
            assertThat(read.cut()).isEqualTo(tokenizer.encode(prompt).cut());
        }
    }

    @Test
    void aLongPromptIsReadInAsManyPiecesAsItTakes() {
        PromptReading read = PromptReading.of(tokenizer, "a ".repeat(160), CHUNKS);
        assertThat(read.cut()).isZero();
        assertThat(read.chunks()).hasSize(3);
        assertThat(read.chunks()).allSatisfy(chunk -> {
            assertThat(chunk.ids()).hasSize(77).startsWith(start);
            assertThat(chunk.ids()[76]).isEqualTo(end);
        });
        assertThat(words(read)).containsExactly(75, 75, 10);
    }

    @Test
    void aFullPieceEndsAtACommaThatIsNear() {
        PromptReading near = PromptReading.of(tokenizer, "a ".repeat(64) + "," + " a".repeat(40), CHUNKS);
        assertThat(words(near)).containsExactly(65, 40);
        assertThat(near.chunks().getFirst().ids()[65]).isEqualTo(comma);
        PromptReading far = PromptReading.of(tokenizer, "a ".repeat(30) + "," + " a".repeat(60), CHUNKS);
        assertThat(words(far)).containsExactly(75, 16);
    }

    @Test
    void theWordBreakEndsAPiece() {
        PromptReading read = PromptReading.of(tokenizer, "a a BREAK a", CHUNKS);
        assertThat(words(read)).containsExactly(2, 1);
        assertThat(PromptReading.of(tokenizer, "a BREAK a", Prompting.PLAIN).chunks())
                .hasSize(1);
    }

    @Test
    void noPromptTakesMorePiecesThanAreAllowed() {
        PromptReading read = PromptReading.of(tokenizer, "a ".repeat(50_000), CHUNKS);
        assertThat(read.chunks()).hasSize(PromptChunks.MOST);
        assertThat(read.cut()).isEqualTo(50_000 - 75 * PromptChunks.MOST);
    }

    @Test
    void emphasisWeighsTokensAndKeepsTheMean() {
        Chunk chunk =
                PromptReading.of(tokenizer, "a (a:2) a", EMPHASIS).chunks().getFirst();
        assertThat(chunk.ids()).startsWith(start, horse, horse, horse, end);
        assertThat(Arrays.copyOf(chunk.weights(), 5)).containsExactly(1, 1, 2, 1, 1);
        float[] states = new float[77 * 2];
        Arrays.fill(states, 3);
        float[] weighed = chunk.weigh(states);
        assertThat(mean(weighed)).isCloseTo(3, within(1e-5));
        assertThat(weighed[4] / weighed[0]).isCloseTo(2, within(1e-6f));
    }

    @Test
    void withoutWeightsTheStatesStayToTheBit() {
        Chunk chunk = PromptReading.of(tokenizer, "a a", EMPHASIS).chunks().getFirst();
        float[] states = {0.1f, 0.7f};
        float[] all = new float[77 * 2];
        System.arraycopy(states, 0, all, 0, 2);
        assertThat(chunk.weigh(all)).isEqualTo(all);
    }

    private int[] words(PromptReading read) {
        return read.chunks().stream()
                .mapToInt(chunk -> (int) IntStream.of(chunk.ids())
                        .filter(id -> id != start && id != end)
                        .count())
                .toArray();
    }

    private static double mean(float... values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }
}
