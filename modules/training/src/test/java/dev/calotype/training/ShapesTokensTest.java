package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.networks.ClipTokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapesTokensTest {
    @TempDir
    private Path folder;

    @Test
    void makesEachWordOfACaptionOneToken() {
        ClipTokenizer tokenizer = new ShapesDirectory(folder).lay().tokenizer();
        List<String> vocabulary = ShapesTokens.vocabulary();
        ShapesWorld world = new ShapesWorld(3);
        for (int i = 0; i < 1_000; i++) {
            String caption = world.example(i).description().caption();
            int[] ids = tokenizer.encode(caption).ids();
            int words = caption.split(" ").length;
            List<String> tokens = IntStream.rangeClosed(1, words)
                    .mapToObj(k -> vocabulary.get(ids[k]).replace("</w>", ""))
                    .toList();
            assertThat(String.join(" ", tokens)).isEqualTo(caption);
            assertThat(vocabulary.get(ids[0])).isEqualTo("<|startoftext|>");
            assertThat(Arrays.stream(ids).skip(words + 1).mapToObj(vocabulary::get))
                    .hasSize(ShapesTokens.LENGTH - words - 1)
                    .containsOnly("<|endoftext|>");
        }
    }

    @Test
    void endsTheLongestCaptionBeforeTheLayout() {
        ClipTokenizer tokenizer = new ShapesDirectory(folder).lay().tokenizer();
        String longest = "a large purple triangle at the bottom right and a large orange triangle at the bottom left"
                + " on a black background";
        assertThat(tokenizer.encode(longest).count()).isLessThan(Layout.FIRST);
        assertThat(tokenizer.encode(longest).cut()).isZero();
    }

    @Test
    void hasEveryByteAloneAndAtAWordsEnd() {
        List<String> vocabulary = ShapesTokens.vocabulary();
        assertThat(new HashSet<>(vocabulary)).hasSameSizeAs(vocabulary);
        assertThat(vocabulary.subList(0, 256)).allMatch(token -> token.codePointCount(0, token.length()) == 1);
        assertThat(vocabulary.subList(256, 512)).allMatch(token -> token.endsWith("</w>"));
    }

    @Test
    void agreesWithTheTextEncodersConfiguration() {
        ShapesDirectory directory = new ShapesDirectory(folder).lay();
        assertThat(directory.textConfig().vocabulary())
                .isEqualTo(ShapesTokens.vocabulary().size());
        assertThat(directory.textConfig().positions()).isEqualTo(ShapesTokens.LENGTH);
    }
}
