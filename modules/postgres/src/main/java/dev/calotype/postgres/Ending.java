package dev.calotype.postgres;

import dev.calotype.jobs.EventData.JobCancelled;
import dev.calotype.jobs.EventData.JobFailed;
import dev.calotype.jobs.EventData.JobRequeued;
import dev.calotype.jobs.EventData.JobSucceeded;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Retries;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends attempts as their workers report it. */
final class Ending {
    private final Outbox outbox;
    private final Retries retries;

    Ending(Outbox outbox, Retries retries) {
        this.outbox = outbox;
        this.retries = retries;
    }

    Set<Lease> finish(Sql sql, Instant now, Collection<Outcome> outcomes) throws SQLException {
        Map<Lease, JobRow> held =
                JobRow.held(sql, outcomes.stream().map(Outcome::lease).toList());
        var tallies = Tallies.read(sql, held.keySet().stream().map(Lease::jobId).toList());
        var changes = new Changes(now);
        Set<Lease> ended = new HashSet<>();
        for (Outcome outcome : outcomes) {
            JobRow job = held.remove(outcome.lease());
            if (job != null) {
                end(changes, now, job, outcome, tallies);
                changes.charge(job, outcome.lease().worker(), outcome.deviceSeconds());
                ended.add(outcome.lease());
            }
        }
        changes.write(sql, outbox);
        return Set.copyOf(ended);
    }

    private void end(Changes changes, Instant now, JobRow job, Outcome outcome, Tallies tallies) {
        switch (outcome) {
            case Outcome.Completed completed -> succeed(changes, job, completed);
            case Outcome.Broken broken -> breakOff(changes, now, job, broken.failure(), tallies);
            case Outcome.Stopped stopped -> changes.move(job, Phase.CANCELLED, new JobCancelled(job.attempt()));
            case Outcome.Returned returned
            when job.cancelRequested() -> changes.move(job, Phase.CANCELLED, new JobCancelled(job.attempt()));
            case Outcome.Returned returned ->
                changes.move(
                        job, Phase.QUEUED, new JobRequeued(job.attempt(), "returned", "the worker gave the job back"));
        }
    }

    private static void succeed(Changes changes, JobRow job, Outcome.Completed completed) {
        completed.artefacts().forEach(artefact -> changes.addArtefact(job, artefact));
        double seconds = job.deviceSeconds() + completed.deviceSeconds();
        changes.move(job, Phase.SUCCEEDED, new JobSucceeded(job.attempt(), completed.artefacts(), seconds));
    }

    /**
     * Ends an attempt that failed: cancelled if somebody asked, again if the cause's limit allows, else for good.
     *
     * @return where the job goes
     */
    Phase breakOff(Changes changes, Instant now, JobRow job, Failure failure, Tallies tallies) {
        int ends = tallies.of(job.id(), failure.cause()) + 1;
        String cause = failure.cause().label();
        changes.addFailure(job, failure);
        if (job.cancelRequested()) {
            changes.move(job, Phase.CANCELLED, new JobCancelled(job.attempt()));
            return Phase.CANCELLED;
        }
        if (ends < retries.limit(failure.cause())) {
            Instant notBefore = now.plus(retries.pause(failure.cause(), ends));
            var event = new JobRequeued(job.attempt(), cause, failure.message());
            changes.move(job, Phase.QUEUED, notBefore, failure, event);
            return Phase.QUEUED;
        }
        var event = new JobFailed(job.attempt(), cause, failure.message());
        changes.move(job, Phase.FAILED, now, failure, event);
        return Phase.FAILED;
    }

    /** How many attempts ended with which cause, by job and cause. */
    record Tallies(Map<String, Integer> ends) {
        static Tallies read(Sql sql, List<String> ids) throws SQLException {
            Map<String, Integer> ends = new HashMap<>();
            sql.query(
                    "select job_id || ' ' || cause, count(*) from failure where job_id = any(?) group by job_id, cause",
                    row -> ends.put(row.getString(1), row.getInt(2)),
                    ids);
            return new Tallies(ends);
        }

        int of(String id, Failure.Cause cause) {
            return ends.getOrDefault(id + " " + cause.label(), 0);
        }
    }
}
