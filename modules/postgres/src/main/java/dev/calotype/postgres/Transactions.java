package dev.calotype.postgres;

import dev.calotype.jobs.StoreFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Runs work in a transaction, again if it only lost a race with another one. */
final class Transactions {
    /** Serialization failure and deadlock (PostgreSQL manual, appendix A). */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    private static final int TRIES = 5;

    private final DataSource source;

    Transactions(DataSource source) {
        this.source = source;
    }

    /** Work on an open connection; neither commits nor closes it. */
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    <T> T run(String what, Work<T> work) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return once(work);
            } catch (SQLException failed) {
                if (left == 0 || !LOST_RACES.contains(String.valueOf(failed.getSQLState()))) {
                    throw new StoreFailed("could not " + what + ": " + failed.getMessage(), failed);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failed) {
                rollBack(connection, failed);
                throw failed;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }
}
