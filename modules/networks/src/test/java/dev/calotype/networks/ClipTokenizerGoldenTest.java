package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tokenizer against the reference's ids. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClipTokenizerGoldenTest {
    private static final String FOLDER = "sd15_tiny";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @RegisterExtension
    final GoldenLedger second = new GoldenLedger("sd2_v_tiny");

    @RegisterExtension
    final GoldenLedger third = new GoldenLedger("sdxl_tiny");

    @TestFactory
    Stream<DynamicTest> encodesPromptsForEveryTextEncoderAsTheReferenceDoes() {
        return Stream.of(
                        prompts(second, "tokenizer", "text/ids"),
                        prompts(third, "tokenizer", "text/ids1"),
                        prompts(third, "tokenizer_2", "text/ids2"))
                .flatMap(tests -> tests);
    }

    @TestFactory
    Stream<DynamicTest> encodesEveryStringAsTheReferenceDoes() {
        return ledger.tests(goldens -> {
            JsonNode strings = goldens.description().path("token_strings");
            ClipTokenizer tokenizer = ClipTokenizer.open(goldens.directory(), "tokenizer", 77);
            return IntStream.range(0, strings.size())
                    .mapToObj(i -> ledger.test("tok/ids[" + i + "]", () -> {
                        String text = strings.get(i).asText();
                        check(goldens, i, text, tokenizer.encode(text).ids());
                    }));
        });
    }

    private static Stream<DynamicTest> prompts(GoldenLedger ledger, String folder, String expected) {
        return ledger.tests(goldens -> {
            JsonNode prompts = goldens.description().path("prompts");
            ClipTokenizer tokenizer = ClipTokenizer.open(goldens.directory(), folder, 77);
            return IntStream.range(0, prompts.size())
                    .mapToObj(i -> ledger.test(expected + "[" + i + "]", () -> {
                        String text = prompts.get(i).asText();
                        long[] found = Arrays.stream(tokenizer.encode(text).ids())
                                .asLongStream()
                                .toArray();
                        assertThat(found)
                                .as(text)
                                .isEqualTo(goldens.tensor(expected).part(i).longs());
                    }));
        });
    }

    private static void check(GoldenFolder goldens, int index, String text, int[] ids) {
        long[] found = Arrays.stream(ids).asLongStream().toArray();
        long[] slow = goldens.tensor("tok/ids").part(index).longs();
        long[] fast = goldens.tensor("tok/ids_fast").part(index).longs();
        if (!mayBeEither(goldens, index) || !Arrays.equals(found, fast)) {
            assertThat(found).as(text).isEqualTo(slow);
        }
    }

    private static boolean mayBeEither(GoldenFolder goldens, int index) {
        JsonNode differing = goldens.description().path("token_strings_where_fast_differs");
        return StreamSupport.stream(differing.spliterator(), false).anyMatch(node -> node.asInt() == index);
    }
}
