package dev.calotype.server;

import io.vertx.core.AbstractVerticle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a {@link Pump} on a virtual thread: at once while there is something, after a pause when there is not. */
final class PumpVerticle extends AbstractVerticle {
    private static final Logger LOG = LoggerFactory.getLogger(PumpVerticle.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final String name;
    private final Pump pump;
    private final Duration idle;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    PumpVerticle(String name, Pump pump, Duration idle) {
        this.name = name;
        this.pump = pump;
        this.idle = idle;
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
                if (!pump.pump()) {
                    Thread.sleep(idle);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                rest(e);
            }
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
