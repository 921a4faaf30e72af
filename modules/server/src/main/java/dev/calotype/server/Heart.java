package dev.calotype.server;

import dev.calotype.jobs.Beat;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Pulse;
import dev.calotype.jobs.Worker;
import java.util.List;

/** A device's signs of life: renews its leases, tells of progress, hears of cancellations. */
final class Heart implements Pump {
    private final JobStore store;
    private final Worker worker;
    private final Desk desk;
    private final WorkerLimits limits;

    Heart(JobStore store, Worker worker, Desk desk, WorkerLimits limits) {
        this.store = store;
        this.worker = worker;
        this.desk = desk;
        this.limits = limits;
    }

    @Override
    public boolean pump() {
        store.seen(List.of(worker));
        List<Beat> beats = desk.beats();
        if (!beats.isEmpty()) {
            Pulse pulse = store.heartbeat(beats, limits.lease());
            desk.cancel(pulse.cancelled());
            desk.lose(pulse.lost());
        }
        return false;
    }
}
