package dev.calotype.postgres;

import dev.calotype.jobs.EventData.WorkerJoined;
import dev.calotype.jobs.EventData.WorkerLost;
import dev.calotype.jobs.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Knows which workers are alive. */
final class Workers {
    private final Outbox outbox;

    Workers(Outbox outbox) {
        this.outbox = outbox;
    }

    void seen(Sql sql, Instant now, Collection<Worker> workers) throws SQLException {
        var drafts = new Outbox.Drafts();
        for (Worker worker : workers) {
            int known = sql.update(
                    "update worker set last_seen = ? where node = ? and device = ?",
                    now,
                    worker.node(),
                    worker.device());
            int joined = known > 0 ? 0 : join(sql, now, worker);
            if (joined > 0) {
                drafts.add(worker.id(), new WorkerJoined(worker.node(), worker.device()));
            }
        }
        outbox.add(sql, now, drafts.all());
    }

    private static int join(Sql sql, Instant now, Worker worker) throws SQLException {
        return sql.update("""
                insert into worker (node, device, joined_at, last_seen) values (?, ?, ?, ?)
                on conflict (node, device) do nothing""", worker.node(), worker.device(), now, now);
    }

    List<Worker> forget(Sql sql, Instant now, Duration silence) throws SQLException {
        List<Worker> lost = sql.query(
                "delete from worker where last_seen <= ? returning node, device", Workers::read, now.minus(silence));
        outbox.add(
                sql,
                now,
                lost.stream()
                        .map(worker -> new Outbox.Draft(worker.id(), new WorkerLost(worker.node(), worker.device())))
                        .toList());
        return lost;
    }

    List<Worker> all(Sql sql) throws SQLException {
        return sql.query("select node, device from worker order by node, device", Workers::read);
    }

    private static Worker read(ResultSet row) throws SQLException {
        return new Worker(row.getString("node"), row.getString("device"));
    }
}
