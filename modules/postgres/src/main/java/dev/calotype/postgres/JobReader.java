package dev.calotype.postgres;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.PluginUses;
import dev.calotype.jobs.Progress;
import dev.calotype.jobs.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Makes jobs of rows. */
final class JobReader {
    private final JobJson json = new JobJson();
    private final PluginUses uses = new PluginUses();

    /** The job of this row; its artefacts lie in another table and are not yet known. */
    Job read(ResultSet row) throws SQLException {
        return new Job(
                json.readSpec(row.getString("spec")),
                state(row),
                row.getInt("attempt"),
                row.getBoolean("cancel_requested"),
                List.of((String[]) row.getArray("notices").getArray()),
                uses.read(row.getString("plugins")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "changed_at"));
    }

    /** The same job with its artefacts, if its state has any. */
    static Job with(Job job, List<Artefact> artefacts) {
        if (job.state() instanceof JobState.Succeeded done) {
            var state = new JobState.Succeeded(done.at(), artefacts, done.deviceSeconds());
            return new Job(
                    job.spec(),
                    state,
                    job.attempt(),
                    job.cancelRequested(),
                    job.notices(),
                    job.plugins(),
                    job.createdAt(),
                    job.changedAt());
        }
        return job;
    }

    private static JobState state(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "changed_at");
        return switch (Phase.of(row.getString("phase"))) {
            case QUEUED -> new JobState.Queued(Sql.instant(row, "not_before"));
            case LEASED -> new JobState.Leased(lease(row), Sql.instant(row, "lease_until"));
            case RUNNING -> new JobState.Running(lease(row), Sql.instant(row, "lease_until"), progress(row));
            case PAUSED -> new JobState.Paused();
            case SUCCEEDED -> new JobState.Succeeded(at, List.of(), row.getDouble("device_seconds"));
            case FAILED -> new JobState.Failed(at, failure(row));
            case CANCELLED -> new JobState.Cancelled(at);
            case EXPIRED -> new JobState.Expired(at);
        };
    }

    private static Lease lease(ResultSet row) throws SQLException {
        var worker = new Worker(row.getString("node"), row.getString("device"));
        return new Lease(row.getString("id"), row.getInt("attempt"), worker);
    }

    private static Progress progress(ResultSet row) throws SQLException {
        return new Progress(row.getInt("done"), row.getInt("total"));
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(Failure.Cause.of(row.getString("cause")), row.getString("message"));
    }
}
