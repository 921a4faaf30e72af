package dev.calotype.server;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link DeviceWorker} on its device's own platform thread: a step at once while there is work, after a short
 * pause when there is none. Deployed as a worker verticle with a pool of one.
 */
final class WorkerVerticle extends AbstractVerticle {
    private static final long IDLE_MILLIS = 5;
    private static final long NONE = -1;

    private final DeviceWorker worker;
    private long timer = NONE;
    private @Nullable Promise<Void> stopped;

    WorkerVerticle(DeviceWorker worker) {
        this.worker = worker;
    }

    @Override
    public void start() {
        again();
    }

    /** Ends with the tick that is on its way, since no task may come to a thread that has ended. */
    @Override
    public void stop(Promise<Void> promise) {
        worker.close();
        if (timer != NONE && vertx.cancelTimer(timer)) {
            promise.complete();
        } else {
            stopped = promise;
        }
    }

    private void again() {
        context.runOnContext(nothing -> tick());
    }

    private void tick() {
        timer = NONE;
        if (stopped != null) {
            stopped.complete();
        } else if (worker.tick()) {
            again();
        } else {
            timer = vertx.setTimer(IDLE_MILLIS, nothing -> tick());
        }
    }
}
