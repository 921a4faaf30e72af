package dev.calotype.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Rung when something on this node has moved, so that whoever found nothing looks again at once. Safe for any thread.
 */
final class Bell {
    private long rung;

    /** How often it has been rung. */
    synchronized long heard() {
        return rung;
    }

    synchronized void ring() {
        rung++;
        notifyAll();
    }

    /** Waits until it has been rung more often than was heard, at most this long. */
    synchronized void await(long heard, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); rung == heard && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
