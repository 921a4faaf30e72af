package dev.calotype.postgres;

import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where jobs stand, as their workers left it. */
final class Checkpoints {
    private Checkpoints() {}

    static boolean keep(Sql sql, Instant now, Lease lease, byte[] checkpoint) throws SQLException {
        if (checkpoint.length > JobStore.CHECKPOINT_BYTES) {
            throw new IllegalArgumentException("a checkpoint of job " + lease.jobId() + " has " + checkpoint.length
                    + " bytes; at most " + JobStore.CHECKPOINT_BYTES + " are kept");
        }
        if (JobRow.held(sql, List.of(lease)).isEmpty()) {
            return false;
        }
        sql.update("""
                insert into checkpoint (job_id, attempt, at, bytes) values (?, ?, ?, ?)
                on conflict (job_id) do update
                set attempt = excluded.attempt, at = excluded.at, bytes = excluded.bytes""", lease.jobId(), lease.attempt(), now, checkpoint);
        return true;
    }

    static Optional<byte[]> read(Sql sql, Lease lease) throws SQLException {
        if (JobRow.held(sql, List.of(lease)).isEmpty()) {
            return Optional.empty();
        }
        return sql
                .query("select bytes from checkpoint where job_id = ?", row -> row.getBytes(1), lease.jobId())
                .stream()
                .findFirst();
    }

    static void forget(Sql sql, List<String> ended) throws SQLException {
        if (!ended.isEmpty()) {
            sql.update("delete from checkpoint where job_id = any(?)", ended);
        }
    }
}
