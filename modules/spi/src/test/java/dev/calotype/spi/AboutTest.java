package dev.calotype.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AboutTest {
    @Test
    void drawsNoNoiseWhereItFollowsTheFlow() {
        assertThat(new About("a", "1", 2, 1, About.Aim.FLOW).stochastic()).isFalse();
        assertThat(new About("a", "1", 1, 1, About.Aim.DATA).stochastic()).isTrue();
    }

    @Test
    void refusesABlankPaperAndNumbersOutOfRange() {
        assertThatThrownBy(() -> new About(" ", "1", 1, 1, About.Aim.FLOW)).hasMessageContaining("paper");
        assertThatThrownBy(() -> new About("a", "1", -1, 1, About.Aim.FLOW)).hasMessageContaining("order is -1");
    }
}
