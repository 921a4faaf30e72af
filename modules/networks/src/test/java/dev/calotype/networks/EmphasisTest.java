package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.networks.Emphasis.Fragment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Brackets as users write them. */
class EmphasisTest {
    @Test
    void bracketsMultiplyAndNest() {
        check(
                "a (red) [blue] ((big) ring)",
                "a ",
                1,
                "red",
                1.1,
                " ",
                1,
                "blue",
                1 / 1.1,
                " ",
                1,
                "big",
                1.21,
                " ring",
                1.1);
    }

    @Test
    void aNumberReplacesTheUsualFactor() {
        check("a (red:1.5) ring", "a ", 1, "red", 1.5, " ring", 1);
        check("((red:1.5))", "red", 1.65);
        check("(red: 0.5 )", "red", 0.5);
    }

    @Test
    void aColonOutsideOfRoundBracketsIsText() {
        check("a: [b:2]", "a: ", 1, "b:2", 1 / 1.1);
        check("ratio 3:4)", "ratio 3:4)", 1);
    }

    @Test
    void aBackslashMakesABracketText() {
        check("a \\(red\\) \\\\ b", "a (red) \\ b", 1);
    }

    @Test
    void aBracketThatIsNeverClosedReachesToTheEnd() {
        check("a (red ring", "a ", 1, "red ring", 1.1);
        check("[a (b", "a ", 1 / 1.1, "b", 1);
    }

    @Test
    void aBracketThatWasNeverOpenedIsText() {
        check("a) b]", "a) b]", 1);
    }

    @Test
    void anEmptyPromptHasOneEmptyStretch() {
        check("", "", 1);
        check("()", "", 1);
    }

    private static void check(String prompt, Object... expected) {
        List<Fragment> found = Emphasis.parse(prompt);
        assertThat(found).as(prompt).hasSize(expected.length / 2);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).text()).isEqualTo(expected[2 * i]);
            double weight = ((Number) expected[2 * i + 1]).doubleValue();
            assertThat(found.get(i).weight()).isCloseTo(weight, within(1e-12));
        }
    }
}
