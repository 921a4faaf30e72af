package dev.calotype.postgres;

import dev.calotype.jobs.Cancellation;
import dev.calotype.jobs.EventData.JobCancelled;
import dev.calotype.jobs.EventData.JobExpired;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Sweep;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives jobs up, or takes them back, without a word from their worker: because somebody asked, or time ran out. */
final class GivingUp {
    private static final int AT_ONCE = 500;

    private final Outbox outbox;
    private final Ending ending;

    GivingUp(Outbox outbox, Ending ending) {
        this.outbox = outbox;
        this.ending = ending;
    }

    Map<String, Cancellation> cancel(Sql sql, Instant now, Collection<String> ids) throws SQLException {
        Map<String, JobRow> jobs = JobRow.lock(sql, ids);
        Map<String, Cancellation> answers = new TreeMap<>();
        List<String> asked = new ArrayList<>();
        var changes = new Changes(now);
        for (String id : ids) {
            JobRow job = jobs.get(id);
            Cancellation answer = job == null ? Cancellation.UNKNOWN : answer(job.phase());
            if (answers.put(id, answer) != null || job == null) {
                continue;
            }
            if (answer == Cancellation.DONE) {
                changes.move(job, Phase.CANCELLED, new JobCancelled(job.attempt()));
            }
            if (answer == Cancellation.REQUESTED) {
                asked.add(id);
            }
        }
        sql.update("update job set cancel_requested = true where id = any(?)", asked);
        changes.write(sql, outbox);
        return answers;
    }

    private static Cancellation answer(Phase phase) {
        return switch (phase) {
            case QUEUED, PAUSED -> Cancellation.DONE;
            case LEASED, RUNNING -> Cancellation.REQUESTED;
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> Cancellation.TOO_LATE;
        };
    }

    Sweep sweep(Sql sql, Instant now) throws SQLException {
        List<JobRow> lapsed = JobRow.lapsed(sql, now, AT_ONCE);
        List<JobRow> late = JobRow.late(sql, now, AT_ONCE);
        var changes = new Changes(now);
        Map<Phase, List<String>> taken = takeBack(sql, changes, now, lapsed);
        late.forEach(job -> changes.move(job, Phase.EXPIRED, new JobExpired(job.attempt())));
        changes.write(sql, outbox);
        return new Sweep(
                taken.getOrDefault(Phase.QUEUED, List.of()),
                taken.getOrDefault(Phase.FAILED, List.of()),
                taken.getOrDefault(Phase.CANCELLED, List.of()),
                late.stream().map(JobRow::id).toList());
    }

    private Map<Phase, List<String>> takeBack(Sql sql, Changes changes, Instant now, List<JobRow> lapsed)
            throws SQLException {
        var tallies = Ending.Tallies.read(sql, lapsed.stream().map(JobRow::id).toList());
        Map<Phase, List<String>> taken = new EnumMap<>(Phase.class);
        for (JobRow job : lapsed) {
            Phase next = ending.breakOff(changes, now, job, silence(job), tallies);
            taken.computeIfAbsent(next, phase -> new ArrayList<>()).add(job.id());
        }
        return taken;
    }

    private static Failure silence(JobRow job) {
        String who =
                job.worker() == null ? "the worker" : "worker " + job.worker().id();
        return new Failure(Failure.Cause.LOST, who + " fell silent during attempt " + job.attempt());
    }
}
