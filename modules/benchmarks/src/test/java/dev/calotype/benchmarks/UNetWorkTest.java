package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class UNetWorkTest {
    @Test
    void countsTheParametersAndOperationsOfStableDiffusion() throws IOException {
        var options = new ForwardOptions();
        var work = new UNetWork(options.network(), options.side, options.tokens);
        assertThat(work.parameters()).isEqualTo(859_520_964);
        assertThat(work.operations() / 1e9).isCloseTo(803, within(2.0));
    }

    @Test
    void growsWithTheSquareOfTheSideAndAttentionWithItsFourthPower() throws IOException {
        var config = new ForwardOptions().network();
        double small = new UNetWork(config, 32, 77).operations();
        double large = new UNetWork(config, 64, 77).operations();
        assertThat(large / small).isBetween(4.0, 16.0);
    }
}
