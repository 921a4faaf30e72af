package dev.calotype.server;

import io.vertx.core.AbstractVerticle;

/**
 * Drives a {@link DeviceWorker} on its device's own platform thread: a step at once while there is work, after a short
 * pause when there is none. Deployed as a worker verticle with a pool of one.
 */
final class WorkerVerticle extends AbstractVerticle {
    private static final long IDLE_MILLIS = 5;

    private final DeviceWorker worker;
    private boolean stopping;

    WorkerVerticle(DeviceWorker worker) {
        this.worker = worker;
    }

    @Override
    public void start() {
        again();
    }

    @Override
    public void stop() {
        stopping = true;
        worker.close();
    }

    private void again() {
        context.runOnContext(nothing -> tick());
    }

    private void tick() {
        if (stopping) {
            return;
        }
        if (worker.tick()) {
            again();
        } else {
            vertx.setTimer(IDLE_MILLIS, nothing -> tick());
        }
    }
}
