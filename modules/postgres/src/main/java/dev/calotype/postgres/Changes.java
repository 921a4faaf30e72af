package dev.calotype.postgres;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Worker;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one transaction will write about locked jobs: gathered first, then sent in a few exchanges. */
final class Changes {
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final List<@Nullable Object[]> artefacts = new ArrayList<>();
    private final List<@Nullable Object[]> failures = new ArrayList<>();
    private final Map<Account, Double> charges = new TreeMap<>(Comparator.comparing(Account::tenant)
            .thenComparing(account -> account.worker().id()));
    private final Outbox.Drafts drafts = new Outbox.Drafts();

    Changes(Instant now) {
        this.now = now;
    }

    /**
     * Where a job goes.
     *
     * @param phase its next one
     * @param notBefore no worker gets it earlier
     * @param failure why, if an attempt failed
     * @param seconds of device time that the attempt took
     */
    record Move(Phase phase, Instant notBefore, @Nullable Failure failure, double seconds) {}

    private record Change(String id, Move move) {}

    private record Account(String tenant, Worker worker) {}

    /** When this is. */
    Instant now() {
        return now;
    }

    /** Moves a job on for no failure of its own, and charges for the device time it took. */
    void move(JobRow job, Phase next, double seconds, EventData event) {
        move(job, new Move(next, now, null, seconds), event);
    }

    /** Moves a job on, charges for the device time it took and tells of it. */
    void move(JobRow job, Move move, EventData event) {
        if (!job.phase().next().contains(move.phase())) {
            throw new IllegalStateException(
                    "job " + job.id() + " cannot go from " + job.phase() + " to " + move.phase());
        }
        changes.add(new Change(job.id(), move));
        drafts.add(job.id(), event);
        if (job.worker() != null && move.seconds() > 0) {
            charges.merge(new Account(job.tenant(), job.worker()), move.seconds(), Double::sum);
        }
    }

    void addArtefact(JobRow job, Artefact artefact) {
        artefacts.add(new Object[] {
            job.id(),
            artefact.index(),
            artefact.uri().toString(),
            artefact.mediaType(),
            artefact.sha256(),
            artefact.bytes()
        });
    }

    void addFailure(JobRow job, Failure failure) {
        failures.add(new Object[] {job.id(), job.attempt(), failure.cause().label(), failure.message(), now});
    }

    void write(Sql sql, Outbox outbox) throws SQLException {
        writeMoves(sql);
        sql.each("""
                insert into artefact (job_id, index, uri, media_type, sha256, bytes) values (?, ?, ?, ?, ?, ?)""", artefacts);
        sql.each("insert into failure (job_id, attempt, cause, message, at) values (?, ?, ?, ?, ?)", failures);
        sql.each("""
                insert into device_time (tenant, node, device, seconds) values (?, ?, ?, ?)
                on conflict (tenant, node, device) do update set seconds = device_time.seconds + excluded.seconds""", charges.entrySet().stream().map(Changes::charge).toList());
        Checkpoints.forget(sql, ended());
        outbox.add(sql, now, drafts.all());
    }

    private List<String> ended() {
        return changes.stream()
                .filter(change -> change.move().phase().ended())
                .map(Change::id)
                .toList();
    }

    private void writeMoves(Sql sql) throws SQLException {
        if (!changes.isEmpty()) {
            sql.update(
                    """
                    update job
                    set phase = change.phase, not_before = change.not_before::timestamptz, cause = change.cause,
                        message = change.message, device_seconds = device_seconds + change.seconds::double precision,
                        lease_until = null, changed_at = ?
                    from unnest(?, ?, ?, ?, ?, ?) as change (id, phase, not_before, cause, message, seconds)
                    where job.id = change.id""",
                    now,
                    changes.stream().map(Change::id).toList(),
                    column(move -> move.phase().label()),
                    column(move -> move.notBefore().toString()),
                    column(move -> move.failure() == null
                            ? null
                            : move.failure().cause().label()),
                    column(move ->
                            move.failure() == null ? null : move.failure().message()),
                    column(move -> Double.toString(move.seconds())));
        }
    }

    private List<@Nullable String> column(Function<Move, @Nullable String> part) {
        List<@Nullable String> column = new ArrayList<>();
        changes.forEach(change -> column.add(part.apply(change.move())));
        return column;
    }

    private static @Nullable Object[] charge(Map.Entry<Account, Double> charge) {
        Account account = charge.getKey();
        return new Object[] {
            account.tenant(), account.worker().node(), account.worker().device(), charge.getValue()
        };
    }
}
