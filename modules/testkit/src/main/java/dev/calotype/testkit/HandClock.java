package dev.calotype.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test turns by hand. Safe for any thread. */
public final class HandClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /** A clock that shows this time. */
    public HandClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Turns the clock forward. */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
