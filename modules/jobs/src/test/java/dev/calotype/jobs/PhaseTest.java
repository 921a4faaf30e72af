package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhaseTest {
    @Test
    void fourPhasesEndALife() {
        var ended = EnumSet.allOf(Phase.class);
        ended.removeIf(phase -> !phase.ended());
        assertThat(ended).containsExactly(Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED, Phase.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource
    void everyPhaseIsReachedFromTheQueue(Phase phase) {
        Set<Phase> reached = EnumSet.of(Phase.QUEUED);
        for (int i = 0; i < Phase.values().length; i++) {
            reached.stream().toList().forEach(from -> reached.addAll(from.next()));
        }
        assertThat(reached).contains(phase);
    }

    @ParameterizedTest
    @EnumSource
    void backwardIsForwardReversed(Phase phase) {
        assertThat(phase.before()).allMatch(from -> from.next().contains(phase));
        assertThat(Phase.of(phase.label())).isEqualTo(phase);
    }
}
