package dev.calotype.postgres;

import dev.calotype.jobs.EventData;
import dev.calotype.jobs.EventData.JobPaused;
import dev.calotype.jobs.EventData.JobResumed;
import dev.calotype.jobs.Phase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Sets waiting jobs aside and lets them wait again. */
final class Pausing {
    private final Outbox outbox;

    Pausing(Outbox outbox) {
        this.outbox = outbox;
    }

    Set<String> pause(Sql sql, Instant now, Collection<String> ids) throws SQLException {
        return move(sql, now, ids, new Turn(Phase.QUEUED, Phase.PAUSED, job -> new JobPaused(job.attempt())));
    }

    Set<String> resume(Sql sql, Instant now, Collection<String> ids) throws SQLException {
        return move(sql, now, ids, new Turn(Phase.PAUSED, Phase.QUEUED, job -> new JobResumed(job.attempt())));
    }

    private record Turn(Phase from, Phase to, Function<JobRow, EventData> event) {}

    private Set<String> move(Sql sql, Instant now, Collection<String> ids, Turn turn) throws SQLException {
        var changes = new Changes(now);
        Set<String> moved = new TreeSet<>();
        for (JobRow job : JobRow.lock(sql, ids).values()) {
            if (job.phase() == turn.from()) {
                changes.move(job, turn.to(), 0, turn.event().apply(job));
                moved.add(job.id());
            }
        }
        changes.write(sql, outbox);
        return moved;
    }
}
