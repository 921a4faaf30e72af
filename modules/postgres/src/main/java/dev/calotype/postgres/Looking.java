package dev.calotype.postgres;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobFilter;
import dev.calotype.jobs.Phase;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads jobs without locking them. */
final class Looking {
    private final JobReader reader = new JobReader();

    Optional<Job> find(Sql sql, String id) throws SQLException {
        return read(sql, "id = ?", id).stream().findFirst();
    }

    List<Job> list(Sql sql, JobFilter filter) throws SQLException {
        return read(
                sql,
                """
                (?::text is null or tenant = ?) and phase = any(?)
                and (?::text is null or arrival < (select arrival from job where id = ?))
                order by arrival desc limit ?""",
                filter.tenant(),
                filter.tenant(),
                filter.phases().stream().map(Phase::label).toList(),
                filter.after(),
                filter.after(),
                filter.limit());
    }

    Map<Phase, Long> counts(Sql sql) throws SQLException {
        Map<Phase, Long> counts = new EnumMap<>(Phase.class);
        sql.query(
                "select phase, count(*) from job group by phase",
                row -> counts.put(Phase.of(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** Jobs first, then what they gave: a result is written in the transaction that makes its job succeed. */
    private List<Job> read(Sql sql, String condition, @Nullable Object... parameters) throws SQLException {
        List<Job> jobs = sql.query("select * from job where " + condition, reader::read, parameters);
        Map<String, List<Artefact>> artefacts = artefacts(
                sql,
                jobs.stream()
                        .filter(job -> job.state().phase() == Phase.SUCCEEDED)
                        .map(Job::id)
                        .toList());
        return jobs.stream()
                .map(job -> JobReader.with(job, artefacts.getOrDefault(job.id(), List.of())))
                .toList();
    }

    private static Map<String, List<Artefact>> artefacts(Sql sql, List<String> ids) throws SQLException {
        Map<String, List<Artefact>> artefacts = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.query(
                    "select * from artefact where job_id = any(?) order by job_id, index",
                    row -> artefacts
                            .computeIfAbsent(row.getString("job_id"), id -> new ArrayList<>())
                            .add(artefact(row)),
                    ids);
        }
        return artefacts;
    }

    private static Artefact artefact(ResultSet row) throws SQLException {
        return new Artefact(
                row.getInt("index"),
                URI.create(row.getString("uri")),
                row.getString("media_type"),
                row.getString("sha256"),
                row.getLong("bytes"));
    }
}
