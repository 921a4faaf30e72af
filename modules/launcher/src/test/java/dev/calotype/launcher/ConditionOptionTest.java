package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How a conditioning module is named on the command line. */
final class ConditionOptionTest {
    @Test
    void aNameMayHaveAPreprocessorAPictureAndAStrength() {
        assertThat(ConditionOption.of("outlines")).isEqualTo(new ConditionOption("outlines", null, null, 1));
        assertThat(ConditionOption.of("outlines=a/b.png"))
                .isEqualTo(new ConditionOption("outlines", null, "a/b.png", 1));
        assertThat(ConditionOption.of("outlines/soft-edges=a.png:0.5"))
                .isEqualTo(new ConditionOption("outlines", "soft-edges", "a.png", 0.5));
        assertThat(ConditionOption.of("motion:0.25")).isEqualTo(new ConditionOption("motion", null, null, 0.25));
        assertThat(ConditionOption.of("outlines=https://store/a.png:2"))
                .isEqualTo(new ConditionOption("outlines", null, "https://store/a.png", 2));
    }

    @Test
    void anythingElseIsRefusedWithAnExample() {
        assertThatThrownBy(() -> ConditionOption.of("=a.png")).hasMessageContaining("outlines/canny=house.png:0.8");
    }
}
