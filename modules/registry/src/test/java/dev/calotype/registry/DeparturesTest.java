package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.testkit.HandClock;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a loader that was closed and is still held is reported. */
final class DeparturesTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicInteger collections = new AtomicInteger();
    private final Departures departures = new Departures(GRACE, clock, collections::incrementAndGet);
    private final ClassLoader first = new URLClassLoader(new URL[0]);
    private final ClassLoader second = new URLClassLoader(new URL[0]);

    @Test
    void reportsWhatSurvivesTwoCollectionsAfterItsGraceHoweverManyOthersAskedFor() {
        departures.add(version("1"), first, List.of());
        clock.pass(Duration.ofSeconds(9));
        departures.add(version("2"), second, List.of());
        assertThat(leaking())
                .as("nothing is collected before the grace is over")
                .isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(leaking()).isEmpty();
        clock.pass(GRACE);
        assertThat(leaking())
                .as("the second was closed a moment before the first collection")
                .containsExactly("1");
        clock.pass(GRACE);
        assertThat(leaking()).containsExactly("2");
        clock.pass(GRACE);
        assertThat(leaking()).isEmpty();
        assertThat(collections)
                .as("those that were reported cost no collection more")
                .hasValue(3);
        assertThat(List.of(first, second)).as("held until here").hasSize(2);
    }

    private List<String> leaking() {
        return departures.look().stream()
                .filter(PluginNews.Leaking.class::isInstance)
                .map(news -> ((PluginNews.Leaking) news).version().version())
                .toList();
    }

    private static PluginVersion version(String version) {
        return new PluginVersion("plant", version, version.repeat(64));
    }
}
