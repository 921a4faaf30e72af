package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
    private static final List<String> SAMPLERS = List.of("euler", "heun", "ddim", "ddpm", "dpm++2m");

    @Test
    void guessesExchangedMissingAndExtraLetters() {
        assertThat(NearMiss.of("huen", SAMPLERS)).contains("heun");
        assertThat(NearMiss.of("eulr", SAMPLERS)).contains("euler");
        assertThat(NearMiss.of("dpm+2m", SAMPLERS)).contains("dpm++2m");
    }

    @Test
    void doesNotGuessWhenNothingIsClose() {
        assertThat(NearMiss.of("karras", SAMPLERS)).isEmpty();
        assertThat(NearMiss.hint("karras", SAMPLERS)).isEqualTo("known are ddim, ddpm, dpm++2m, euler, heun");
    }

    @Test
    void saysSoWhenNothingIsKnown() {
        assertThat(NearMiss.hint("heun", List.of())).isEqualTo("there are none");
    }
}
