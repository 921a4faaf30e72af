package dev.calotype.postgres;

import dev.calotype.jobs.Beat;
import dev.calotype.jobs.Cancellation;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.EventData.JobNotice;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobFilter;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.PluginUse;
import dev.calotype.jobs.Pulse;
import dev.calotype.jobs.Rejection;
import dev.calotype.jobs.Retries;
import dev.calotype.jobs.Submission;
import dev.calotype.jobs.Sweep;
import dev.calotype.jobs.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The job store on Postgres 14 or later. Every call is one transaction, made again if it lost a race; a failed call
 * throws {@link dev.calotype.jobs.StoreFailed} and has changed nothing. Holds no connection between calls, no thread and
 * no lock of Java's while it waits, so it may be called from virtual threads.
 */
public final class PostgresJobStore implements JobStore {
    private final Transactions transactions;
    private final InstantSource clock;
    private final Outbox outbox = new Outbox();
    private final Intake intake = new Intake(outbox);
    private final Leasing leasing = new Leasing(outbox);
    private final Looking looking = new Looking();
    private final Workers workers = new Workers(outbox);
    private final Pausing pausing = new Pausing(outbox);
    private final Ending ending;
    private final GivingUp givingUp;

    /**
     * A store on tables that {@link Database} brought up to date.
     *
     * @param source gives connections; closed by its owner
     * @param clock the farm's time; nodes' clocks may differ by less than the leases last
     * @param retries how often a failed job is tried again
     */
    public PostgresJobStore(DataSource source, InstantSource clock, Retries retries) {
        transactions = new Transactions(source);
        this.clock = clock;
        ending = new Ending(outbox, retries);
        givingUp = new GivingUp(outbox, ending);
    }

    /** Postgres keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public List<Submission> submit(List<JobSpec> jobs) {
        return transactions.run("take jobs in", sql -> intake.submit(sql, now(), jobs));
    }

    @Override
    public void reject(List<Rejection> rejections) {
        transactions.run("tell of rejections", sql -> {
            intake.reject(sql, now(), rejections);
            return true;
        });
    }

    @Override
    public Map<String, Cancellation> cancel(Collection<String> ids) {
        return transactions.run("cancel jobs", sql -> givingUp.cancel(sql, now(), ids));
    }

    @Override
    public Set<String> pause(Collection<String> ids) {
        return transactions.run("set jobs aside", sql -> pausing.pause(sql, now(), ids));
    }

    @Override
    public Set<String> resume(Collection<String> ids) {
        return transactions.run("resume jobs", sql -> pausing.resume(sql, now(), ids));
    }

    @Override
    public List<LeasedJob> lease(LeaseRequest request) {
        return transactions.run("lease jobs", sql -> leasing.lease(sql, now(), request));
    }

    @Override
    public Set<Lease> start(Collection<Lease> leases) {
        return transactions.run("start jobs", sql -> leasing.start(sql, now(), leases));
    }

    @Override
    public Pulse heartbeat(Collection<Beat> beats, Duration ttl) {
        return transactions.run("renew leases", sql -> leasing.heartbeat(sql, now(), beats, ttl));
    }

    @Override
    public boolean notice(Lease lease, String code, String message) {
        var notice = new JobNotice(code, message);
        return transactions.run("tell of a notice", sql -> leasing.notice(sql, now(), lease, notice));
    }

    @Override
    public void equip(Map<Lease, List<PluginUse>> equipped) {
        transactions.run("note plugins", sql -> leasing.equip(sql, equipped));
    }

    @Override
    public void tell(String node, EventData happened) {
        transactions.run("tell of a plugin", sql -> {
            outbox.add(sql, now(), List.of(new Outbox.Draft(node, happened)));
            return true;
        });
    }

    @Override
    public boolean keep(Lease lease, byte[] checkpoint) {
        return transactions.run("keep a checkpoint", sql -> Checkpoints.keep(sql, now(), lease, checkpoint));
    }

    @Override
    public Optional<byte[]> checkpoint(Lease lease) {
        return transactions.run("read a checkpoint", sql -> Checkpoints.read(sql, lease));
    }

    @Override
    public Set<Lease> finish(Collection<Outcome> outcomes) {
        return transactions.run("finish jobs", sql -> ending.finish(sql, now(), outcomes));
    }

    @Override
    public Sweep sweep() {
        return transactions.run("take lapsed leases back", sql -> givingUp.sweep(sql, now()));
    }

    @Override
    public Optional<Job> find(String id) {
        return transactions.run("find a job", sql -> looking.find(sql, id));
    }

    @Override
    public Optional<Rejection> rejection(String id) {
        return transactions.run("find a rejection", sql -> intake.rejection(sql, id));
    }

    @Override
    public List<Job> list(JobFilter filter) {
        return transactions.run("list jobs", sql -> looking.list(sql, filter));
    }

    @Override
    public Map<Phase, Long> counts() {
        return transactions.run("count jobs", looking::counts);
    }

    @Override
    public int relay(int limit, Outlet outlet) {
        return transactions.run("publish events", sql -> outbox.relay(sql, limit, outlet));
    }

    @Override
    public void seen(Collection<Worker> alive) {
        transactions.run("note workers", sql -> {
            workers.seen(sql, now(), alive);
            return true;
        });
    }

    @Override
    public List<Worker> forget(Duration silence) {
        return transactions.run("forget workers", sql -> workers.forget(sql, now(), silence));
    }

    @Override
    public List<Worker> workers() {
        return transactions.run("list workers", workers::all);
    }
}
