package dev.calotype.postgres;

import dev.calotype.jobs.Beat;
import dev.calotype.jobs.EventData.JobNotice;
import dev.calotype.jobs.EventData.JobProgress;
import dev.calotype.jobs.EventData.JobStarted;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.PluginUse;
import dev.calotype.jobs.PluginUses;
import dev.calotype.jobs.Pulse;
import dev.calotype.jobs.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives jobs to workers and keeps them theirs while they show signs of life. */
final class Leasing {
    /** How many of each tenant's waiting jobs are looked at, at least; twice as many as are asked for, if that is more. */
    private static final int LOOK_AHEAD = 64;

    /** A job that has waited this long is not passed over any more because its model is cold. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The window is read without locks; then rows are locked one by one, in order, until there are enough, passing over
     * those that another worker is taking. A row that changed in between is checked again by Postgres.
     */
    private static final String LEASE = """
            with account as (
                select tenant, sum(seconds) as used from device_time group by tenant
            ), candidate as (
                select near.id, row_number() over (
                    order by near.priority desc,
                             near.model = any(?) or near.created_at <= ? desc,
                             coalesce(account.used, 0),
                             near.arrival) as place
                from tenant
                left join account on account.tenant = tenant.name
                cross join lateral (
                    select id, priority, model, created_at, arrival from job
                    where job.tenant = tenant.name and phase = 'queued' and not_before <= ?
                      and (deadline is null or deadline > ?)
                    order by priority desc, arrival
                    limit ?) as near
            ), chosen as (
                select job.id, candidate.place from candidate join job using (id)
                where job.phase = 'queued' and job.not_before <= ?
                order by candidate.place
                limit ?
                for update of job skip locked
            )
            update job
            set phase = 'leased', attempt = attempt + 1, node = ?, device = ?, lease_until = ?, done = 0, total = 0,
                changed_at = ?
            from chosen where job.id = chosen.id
            returning chosen.place, job.id, job.attempt, job.spec""";

    private final JobJson json = new JobJson();
    private final PluginUses uses = new PluginUses();
    private final Outbox outbox;

    Leasing(Outbox outbox) {
        this.outbox = outbox;
    }

    private record Placed(long place, LeasedJob job) {}

    List<LeasedJob> lease(Sql sql, Instant now, LeaseRequest request) throws SQLException {
        Instant until = now.plus(request.ttl());
        List<Placed> placed = sql.query(
                LEASE,
                row -> placed(row, request.worker(), until),
                List.copyOf(request.warm()),
                now.minus(PATIENCE),
                now,
                now,
                Math.max(LOOK_AHEAD, 2 * request.limit()),
                now,
                request.limit(),
                request.worker().node(),
                request.worker().device(),
                until,
                now);
        return placed.stream()
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::job)
                .toList();
    }

    private Placed placed(ResultSet row, Worker worker, Instant until) throws SQLException {
        var lease = new Lease(row.getString("id"), row.getInt("attempt"), worker);
        return new Placed(row.getLong("place"), new LeasedJob(json.readSpec(row.getString("spec")), lease, until));
    }

    Set<Lease> start(Sql sql, Instant now, Collection<Lease> leases) throws SQLException {
        Map<Lease, JobRow> held = JobRow.held(sql, leases);
        var drafts = new Outbox.Drafts();
        List<String> begun = new ArrayList<>();
        held.forEach((lease, row) -> {
            if (row.phase() == Phase.LEASED) {
                begun.add(row.id());
                drafts.add(
                        row.id(), new JobStarted(lease.attempt(), lease.worker().id()));
            }
        });
        sql.update("update job set phase = 'running', changed_at = ? where id = any(?)", now, begun);
        outbox.add(sql, now, drafts.all());
        return Set.copyOf(held.keySet());
    }

    Pulse heartbeat(Sql sql, Instant now, Collection<Beat> beats, Duration ttl) throws SQLException {
        Map<Lease, JobRow> held =
                JobRow.held(sql, beats.stream().map(Beat::lease).toList());
        Set<Lease> lost = new HashSet<>();
        Set<Lease> cancelled = new HashSet<>();
        List<@Nullable Object[]> renewed = new ArrayList<>();
        var drafts = new Outbox.Drafts();
        for (Beat beat : beats) {
            JobRow row = held.get(beat.lease());
            if (row == null) {
                lost.add(beat.lease());
                continue;
            }
            if (row.cancelRequested()) {
                cancelled.add(beat.lease());
            }
            if (beat.progress().done() > row.progress().done()) {
                drafts.add(row.id(), progress(beat));
            }
            renewed.add(renewal(now.plus(ttl), beat));
        }
        sql.each("update job set lease_until = ?, done = ?, total = ? where id = ?", renewed);
        outbox.add(sql, now, drafts.all());
        return new Pulse(lost, cancelled);
    }

    int equip(Sql sql, Map<Lease, List<PluginUse>> equipped) throws SQLException {
        Map<Lease, JobRow> held = JobRow.held(sql, equipped.keySet());
        List<@Nullable Object[]> given = new ArrayList<>();
        equipped.forEach((lease, plugins) -> {
            JobRow row = held.get(lease);
            if (row != null) {
                given.add(new Object[] {uses.write(plugins), row.id()});
            }
        });
        sql.each("update job set plugins = ?::jsonb where id = ?", given);
        return given.size();
    }

    private static @Nullable Object[] renewal(Instant until, Beat beat) {
        return new Object[] {
            until, beat.progress().done(), beat.progress().total(), beat.lease().jobId()
        };
    }

    private static JobProgress progress(Beat beat) {
        return new JobProgress(
                beat.lease().attempt(), beat.progress().done(), beat.progress().total());
    }

    boolean notice(Sql sql, Instant now, Lease lease, JobNotice notice) throws SQLException {
        if (JobRow.held(sql, List.of(lease)).isEmpty()) {
            return false;
        }
        sql.update(
                "update job set notices = array_append(notices, ?) where id = ? and not ? = any(notices)",
                notice.message(),
                lease.jobId(),
                notice.message());
        outbox.add(sql, now, List.of(new Outbox.Draft(lease.jobId(), notice)));
        return true;
    }
}
