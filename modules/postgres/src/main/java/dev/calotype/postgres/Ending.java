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
                end(changes, job, outcome, tallies);
                ended.add(outcome.lease());
            }
        }
        changes.write(sql, outbox);
        return Set.copyOf(ended);
    }

    private void end(Changes changes, JobRow job, Outcome outcome, Tallies tallies) {
        switch (outcome) {
            case Outcome.Completed completed -> succeed(changes, job, completed);
            case Outcome.Broken broken -> breakOff(changes, job, broken.failure(), broken.deviceSeconds(), tallies);
            case Outcome.Stopped stopped ->
                changes.move(job, Phase.CANCELLED, outcome.deviceSeconds(), new JobCancelled(job.attempt()));
            case Outcome.Returned returned
            when job.cancelRequested() ->
                changes.move(job, Phase.CANCELLED, outcome.deviceSeconds(), new JobCancelled(job.attempt()));
            case Outcome.Returned returned ->
                changes.move(
                        job,
                        Phase.QUEUED,
                        outcome.deviceSeconds(),
                        new JobRequeued(job.attempt(), "returned", "the worker gave the job back"));
        }
    }

    private static void succeed(Changes changes, JobRow job, Outcome.Completed completed) {
        completed.artefacts().forEach(artefact -> changes.addArtefact(job, artefact));
        double seconds = job.deviceSeconds() + completed.deviceSeconds();
        changes.move(
                job,
                Phase.SUCCEEDED,
                completed.deviceSeconds(),
                new JobSucceeded(job.attempt(), completed.artefacts(), seconds));
    }

    /**
     * Ends an attempt that failed: cancelled if somebody asked, again if the cause's limit allows, else for good.
     *
     * @return where the job goes
     */
    Phase breakOff(Changes changes, JobRow job, Failure failure, double seconds, Tallies tallies) {
        int ends = tallies.of(job.id(), failure.cause()) + 1;
        String cause = failure.cause().label();
        changes.addFailure(job, failure);
        if (job.cancelRequested()) {
            changes.move(job, Phase.CANCELLED, seconds, new JobCancelled(job.attempt()));
            return Phase.CANCELLED;
        }
        if (ends < retries.limit(failure.cause())) {
            Instant notBefore = changes.now().plus(retries.pause(failure.cause(), ends));
            var again = new Changes.Move(Phase.QUEUED, notBefore, failure, seconds);
            changes.move(job, again, new JobRequeued(job.attempt(), cause, failure.message()));
            return Phase.QUEUED;
        }
        var end = new Changes.Move(Phase.FAILED, changes.now(), failure, seconds);
        changes.move(job, end, new JobFailed(job.attempt(), cause, failure.message()));
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
