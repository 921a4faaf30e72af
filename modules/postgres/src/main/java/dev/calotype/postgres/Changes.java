package dev.calotype.postgres;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Worker;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one transaction will write about locked jobs: gathered first, then sent in a few exchanges. */
final class Changes {
    private final Instant now;
    private final List<@Nullable Object[]> moves = new ArrayList<>();
    private final List<@Nullable Object[]> artefacts = new ArrayList<>();
    private final List<@Nullable Object[]> failures = new ArrayList<>();
    private final List<@Nullable Object[]> accounts = new ArrayList<>();
    private final Outbox.Drafts drafts = new Outbox.Drafts();

    Changes(Instant now) {
        this.now = now;
    }

    /** Moves a job on, with the event that tells of it. */
    void move(JobRow job, Phase next, EventData event) {
        move(job, next, now, null, event);
    }

    /** Moves a job on after a failed attempt. */
    void move(JobRow job, Phase next, Instant notBefore, @Nullable Failure failure, EventData event) {
        if (!job.phase().next().contains(next)) {
            throw new IllegalStateException("job " + job.id() + " cannot go from " + job.phase() + " to " + next);
        }
        String cause = failure == null ? null : failure.cause().label();
        String message = failure == null ? null : failure.message();
        moves.add(new Object[] {next.label(), notBefore, cause, message, now, job.id()});
        drafts.add(job.id(), event);
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

    /** Charges the tenant and the job for device time. */
    void charge(JobRow job, Worker worker, double seconds) {
        accounts.add(new Object[] {seconds, job.id(), job.tenant(), worker.node(), worker.device(), seconds});
    }

    void write(Sql sql, Outbox outbox) throws SQLException {
        sql.each("""
                update job set phase = ?, not_before = ?, cause = ?, message = ?, lease_until = null, changed_at = ?
                where id = ?""", moves);
        sql.each("""
                insert into artefact (job_id, index, uri, media_type, sha256, bytes) values (?, ?, ?, ?, ?, ?)""", artefacts);
        sql.each("insert into failure (job_id, attempt, cause, message, at) values (?, ?, ?, ?, ?)", failures);
        sql.each("""
                with charged as (update job set device_seconds = device_seconds + ? where id = ?)
                insert into device_time (tenant, node, device, seconds) values (?, ?, ?, ?)
                on conflict (tenant, node, device) do update set seconds = device_time.seconds + excluded.seconds""", accounts);
        outbox.add(sql, now, drafts.all());
    }
}
