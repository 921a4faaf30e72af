package dev.calotype.server;

import io.vertx.core.AbstractVerticle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link Pump} on a virtual thread: at once while there is something; when there is not, after a pause and as soon
 * as something else on this node has moved, or its patience ends.
 */
final class PumpVerticle extends AbstractVerticle {
    private static final Logger LOG = LoggerFactory.getLogger(PumpVerticle.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final String name;
    private final Pump pump;
    private final Rhythm rhythm;
    private final Bell bell;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    PumpVerticle(String name, Pump pump, Rhythm rhythm, Bell bell) {
        this.name = name;
        this.pump = pump;
        this.rhythm = rhythm;
        this.bell = bell;
    }

    /**
     * How a pump that found nothing waits.
     *
     * @param pause always
     * @param patience how long after that for the bell
     */
    record Rhythm(Duration pause, Duration patience) {
        /** Of this pause alone. */
        static Rhythm every(Duration pause) {
            return new Rhythm(pause, Duration.ZERO);
        }
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(10));
        }
        pump.close();
    }

    private void run() {
        while (!stopping) {
            try {
                move();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                rest(e);
            }
        }
    }

    private void move() throws InterruptedException {
        long heard = bell.heard();
        if (pump.pump()) {
            bell.ring();
        } else {
            Thread.sleep(rhythm.pause());
            bell.await(heard, rhythm.patience());
        }
    }

    private void rest(RuntimeException e) {
        if (!stopping) {
            LOG.warn("{} failed and will try again", name, e);
            try {
                Thread.sleep(AFTER_FAILURE);
            } catch (InterruptedException stop) {
                stopping = true;
            }
        }
    }
}
