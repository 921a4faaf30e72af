package dev.calotype.postgres;

/** Clears a database between tests. */
final class Tables {
    private Tables() {}

    static void clear(Database database) {
        new Transactions(database.source())
                .run(
                        "clear the tables",
                        sql -> sql.update(
                                "truncate job, tenant, artefact, checkpoint, failure, device_time, rejection, outbox,"
                                        + " worker restart identity"));
    }
}
