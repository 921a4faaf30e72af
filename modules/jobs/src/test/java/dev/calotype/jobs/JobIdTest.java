package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobIdTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:15:00.123Z");

    @Test
    void freshIdsAreUuidsOfVersion7ThatSortByTime() {
        String id = JobId.fresh(NOW);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(id).isLessThan(JobId.fresh(NOW.plusMillis(1))).isNotEqualTo(JobId.fresh(NOW));
        assertThat(JobId.wellFormed(id)).isTrue();
    }

    @Test
    void theSamePlaceGivesTheSameId() {
        assertThat(JobId.at(NOW, "t/0@1")).isEqualTo(JobId.at(NOW, "t/0@1")).isNotEqualTo(JobId.at(NOW, "t/0@2"));
    }

    @Test
    void refusesIdsThatWouldLeaveTheirDirectory() {
        assertThat(JobId.wellFormed("..")).isFalse();
        assertThat(JobId.wellFormed("a/b")).isFalse();
        assertThat(JobId.wellFormed("")).isFalse();
        assertThat(JobId.wellFormed("a".repeat(129))).isFalse();
    }
}
