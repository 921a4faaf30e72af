package dev.calotype.postgres;

import dev.calotype.jobs.Event;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.EventJson;
import dev.calotype.jobs.JobId;
import dev.calotype.jobs.JobStore.Outlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events that wait to be published, written in the transaction of what they tell of. */
final class Outbox {
    /** The advisory lock of the one relay that works at a time. */
    private static final long RELAY = 0x63616c6f_74797065L;

    private final EventJson json = new EventJson();

    /** An event before it has an id. */
    record Draft(String subject, EventData data) {}

    void add(Sql sql, Instant now, List<Draft> drafts) throws SQLException {
        if (drafts.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into outbox (id, at, subject, type, data)
                select id, ?, subject, type, data
                from unnest(?, ?, ?, ?) with ordinality as event (id, subject, type, data, place) order by place""",
                now,
                drafts.stream().map(draft -> JobId.fresh(now)).toList(),
                drafts.stream().map(Draft::subject).toList(),
                drafts.stream().map(draft -> draft.data().type()).toList(),
                drafts.stream().map(this::text).toList());
    }

    int relay(Sql sql, int limit, Outlet outlet) throws SQLException {
        boolean mine = sql.query("select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), RELAY)
                .getFirst();
        if (!mine) {
            return 0;
        }
        List<Entry> entries = sql.query("select * from outbox order by number limit ?", this::entry, limit);
        if (entries.isEmpty()) {
            return 0;
        }
        outlet.publish(entries.stream().map(Entry::event).toList());
        return sql.update(
                "delete from outbox where number = any(?)",
                entries.stream().map(Entry::number).toList());
    }

    private record Entry(Long number, Event event) {}

    private Entry entry(ResultSet row) throws SQLException {
        String type = row.getString("type");
        byte[] data = row.getString("data").getBytes(StandardCharsets.UTF_8);
        try {
            EventData known = json.data(type, data)
                    .orElseThrow(() -> new SQLException("the outbox holds an event of the unknown type " + type));
            return new Entry(
                    row.getLong("number"),
                    new Event(row.getString("id"), Sql.instant(row, "at"), row.getString("subject"), known));
        } catch (IOException damaged) {
            throw new SQLException("the outbox holds a damaged " + type, damaged);
        }
    }

    private String text(Draft draft) {
        return new String(json.data(draft.data()), StandardCharsets.UTF_8);
    }

    /** Collects the drafts of one transaction. */
    static final class Drafts {
        private final List<Draft> drafts = new ArrayList<>();

        void add(String subject, EventData data) {
            drafts.add(new Draft(subject, data));
        }

        List<Draft> all() {
            return drafts;
        }
    }
}
