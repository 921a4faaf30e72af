package dev.calotype.server;

import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Worker;
import java.util.List;
import java.util.Set;

/** Keeps a device supplied: leases jobs while there is room on its desk. */
final class Leasing implements Pump {
    private final JobStore store;
    private final Worker worker;
    private final Desk desk;
    private final Supplying supplying;
    private final WorkerLimits limits;

    Leasing(JobStore store, Worker worker, Desk desk, Supplying supplying, WorkerLimits limits) {
        this.store = store;
        this.worker = worker;
        this.desk = desk;
        this.supplying = supplying;
        this.limits = limits;
    }

    @Override
    public boolean pump() {
        int room = limits.jobs() - desk.held();
        if (room < 1) {
            return false;
        }
        List<LeasedJob> jobs = store.lease(new LeaseRequest(worker, desk.warm(), room, limits.lease()));
        if (jobs.isEmpty()) {
            return false;
        }
        Set<Lease> held = store.start(jobs.stream().map(LeasedJob::lease).toList());
        jobs.stream().filter(job -> held.contains(job.lease())).forEach(supplying::supply);
        return true;
    }
}
