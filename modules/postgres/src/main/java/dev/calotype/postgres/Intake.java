package dev.calotype.postgres;

import dev.calotype.jobs.EventData.JobQueued;
import dev.calotype.jobs.EventData.JobRejected;
import dev.calotype.jobs.EventJson;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Rejection;
import dev.calotype.jobs.Submission;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes jobs in and tells of records that did not become jobs. */
final class Intake {
    private final JobJson json = new JobJson();
    private final EventJson events = new EventJson();
    private final Outbox outbox;

    Intake(Outbox outbox) {
        this.outbox = outbox;
    }

    List<Submission> submit(Sql sql, Instant now, List<JobSpec> jobs) throws SQLException {
        addTenants(sql, jobs);
        Set<String> created = new HashSet<>(insert(sql, now, jobs));
        var drafts = new Outbox.Drafts();
        List<Submission> answers = jobs.stream()
                .map(job -> {
                    boolean first = created.remove(job.id());
                    if (first) {
                        drafts.add(job.id(), new JobQueued(job.tenant(), job.model(), job.priority()));
                    }
                    return new Submission(job.id(), first);
                })
                .toList();
        outbox.add(sql, now, drafts.all());
        return answers;
    }

    private static void addTenants(Sql sql, List<JobSpec> jobs) throws SQLException {
        List<String> tenants =
                jobs.stream().map(JobSpec::tenant).distinct().sorted().toList();
        sql.update("""
                insert into tenant (name) select name from unnest(?) as given (name)
                where not exists (select from tenant known where known.name = given.name)
                on conflict do nothing""", tenants);
    }

    private List<String> insert(Sql sql, Instant now, List<JobSpec> jobs) throws SQLException {
        return sql.query(
                """
                insert into job (id, tenant, priority, model, spec, deadline, phase, not_before, created_at, changed_at)
                select id, tenant, priority::integer, model, spec::jsonb, deadline::timestamptz, 'queued', at, at, at
                from unnest(?, ?, ?, ?, ?, ?) with ordinality as job (id, tenant, priority, model, spec, deadline, place),
                     (select ?::timestamptz as at) as clock
                order by place
                on conflict (id) do nothing
                returning id""",
                row -> row.getString(1),
                jobs.stream().map(JobSpec::id).toList(),
                jobs.stream().map(JobSpec::tenant).toList(),
                jobs.stream().map(job -> Integer.toString(job.priority())).toList(),
                jobs.stream().map(JobSpec::model).toList(),
                jobs.stream().map(json::write).toList(),
                jobs.stream().<@Nullable String>map(Intake::deadline).toList(),
                now);
    }

    private static @Nullable String deadline(JobSpec job) {
        return job.deadline() == null ? null : job.deadline().toString();
    }

    void reject(Sql sql, Instant now, List<Rejection> rejections) throws SQLException {
        Set<String> fresh = new HashSet<>(sql.query(
                """
                insert into rejection (source, job_id, data, at)
                select source, job_id, data::jsonb, ? from unnest(?, ?, ?) as rejected (source, job_id, data)
                on conflict (source) do nothing
                returning source""",
                row -> row.getString(1),
                now,
                rejections.stream().map(Rejection::source).toList(),
                rejections.stream().map(Rejection::jobId).toList(),
                rejections.stream().map(this::text).toList()));
        var drafts = new Outbox.Drafts();
        rejections.stream()
                .filter(rejection -> fresh.remove(rejection.source()))
                .forEach(rejection -> drafts.add(rejection.jobId(), told(rejection)));
        outbox.add(sql, now, drafts.all());
    }

    private static JobRejected told(Rejection rejection) {
        return new JobRejected(rejection.source(), rejection.faults());
    }

    private String text(Rejection rejection) {
        return new String(events.data(told(rejection)), StandardCharsets.UTF_8);
    }
}
