package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.testkit.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of what a plugin says is written. */
final class LogShareTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final LogShare share = new LogShare("flood-1.0");

    @Test
    void writesSoManyLinesAMinuteThenNamesWhoFloodsOnceAndAtTheNextMinuteSaysHowManyWereLeftOut() {
        assertThat(say(LogShare.LINES))
                .allMatch(LogShare.Verdict::written)
                .allMatch(verdict -> verdict.notices().isEmpty());
        List<LogShare.Verdict> flood = say(30);
        assertThat(flood).noneMatch(LogShare.Verdict::written);
        assertThat(flood.getFirst().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice)
                        .startsWith("plugin flood-1.0 floods the log: of each minute 200 lines are written"));
        assertThat(flood.subList(1, 30)).allMatch(verdict -> verdict.notices().isEmpty());
        clock.pass(Duration.ofSeconds(61));
        LogShare.Verdict later = say(1).getFirst();
        assertThat(later.written()).isTrue();
        assertThat(later.notices()).containsExactly("plugin flood-1.0 flooded the log: 30 lines of it were left out");
    }

    private List<LogShare.Verdict> say(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> share.judge(clock.instant()))
                .toList();
    }
}
