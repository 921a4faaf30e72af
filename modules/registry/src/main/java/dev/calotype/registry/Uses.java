package dev.calotype.registry;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who still uses something, beginning with one; does a last thing once when nobody does. Safe for any thread. */
final class Uses {
    private final AtomicInteger count = new AtomicInteger(1);
    private final Runnable last;

    Uses(Runnable last) {
        this.last = last;
    }

    /** One more; false if it is over. */
    boolean take() {
        return count.getAndUpdate(users -> users == 0 ? 0 : users + 1) > 0;
    }

    void drop() {
        if (count.decrementAndGet() == 0) {
            last.run();
        }
    }

    int count() {
        return count.get();
    }
}
