package dev.calotype.postgres;

import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Progress;
import dev.calotype.jobs.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change of state needs to know of a job. Read with the row locked, in order of id, so that two transactions
 * never wait for each other.
 */
record JobRow(
        String id,
        String tenant,
        Phase phase,
        int attempt,
        @Nullable Worker worker,
        boolean cancelRequested,
        Progress progress,
        double deviceSeconds) {
    private static final String COLUMNS =
            "id, tenant, phase, attempt, node, device, cancel_requested, done, total, device_seconds";

    /** Locks and reads jobs; unknown ids are left out. */
    static Map<String, JobRow> lock(Sql sql, Collection<String> ids) throws SQLException {
        Map<String, JobRow> rows = new HashMap<>();
        sql.query(
                        "select " + COLUMNS + " from job where id = any(?) order by id for update",
                        JobRow::read,
                        List.copyOf(ids))
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** Locks and reads the jobs of these leases, as far as the leases still hold. */
    static Map<Lease, JobRow> held(Sql sql, Collection<Lease> leases) throws SQLException {
        Map<String, JobRow> rows =
                lock(sql, leases.stream().map(Lease::jobId).distinct().toList());
        Map<Lease, JobRow> held = new HashMap<>();
        for (Lease lease : leases) {
            JobRow row = rows.get(lease.jobId());
            if (row != null && lease.equals(row.lease())) {
                held.put(lease, row);
            }
        }
        return held;
    }

    /** Locks and reads the jobs whose lease lapsed, passing over those somebody else is writing about. */
    static List<JobRow> lapsed(Sql sql, Instant now, int limit) throws SQLException {
        return sql.query("select " + COLUMNS + """
                         from job where phase in ('leased', 'running') and lease_until <= ?
                        order by id limit ? for update skip locked""", JobRow::read, now, limit);
    }

    /** Locks and reads waiting jobs whose deadline passed. */
    static List<JobRow> late(Sql sql, Instant now, int limit) throws SQLException {
        return sql.query("select " + COLUMNS + """
                         from job where phase in ('queued', 'paused') and deadline <= ?
                        order by id limit ? for update skip locked""", JobRow::read, now, limit);
    }

    /** Who may write about the job now, if anybody. */
    @Nullable
    Lease lease() {
        boolean taken = phase == Phase.LEASED || phase == Phase.RUNNING;
        return taken && worker != null ? new Lease(id, attempt, worker) : null;
    }

    private static JobRow read(ResultSet row) throws SQLException {
        String node = row.getString("node");
        return new JobRow(
                row.getString("id"),
                row.getString("tenant"),
                Phase.of(row.getString("phase")),
                row.getInt("attempt"),
                node == null ? null : new Worker(node, row.getString("device")),
                row.getBoolean("cancel_requested"),
                new Progress(row.getInt("done"), row.getInt("total")),
                row.getDouble("device_seconds"));
    }
}
