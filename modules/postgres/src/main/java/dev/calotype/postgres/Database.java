package dev.calotype.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.calotype.jobs.StoreFailed;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A pool of connections to a database whose tables are up to date. Safe for any thread; closed by whoever opened it. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects and brings the tables up to date; several nodes may do so at once.
     *
     * @throws StoreFailed if the database cannot be reached or its tables are of a later version
     */
    public static Database open(DatabaseSettings settings) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config(settings));
            migrate(pool);
            return new Database(pool);
        } catch (RuntimeException unreachable) {
            if (pool != null) {
                pool.close();
            }
            throw new StoreFailed(
                    "the database " + settings.url() + " cannot be used as " + settings.user() + ": "
                            + unreachable.getMessage() + "; check postgres.url, user and password",
                    unreachable);
        }
    }

    private static HikariConfig config(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("calotype");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(2, settings.connections()));
        config.setAutoCommit(false);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", "calotype");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    private static void migrate(DataSource source) throws FlywayException {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:dev/calotype/postgres/migration")
                .table("schema_history")
                .load()
                .migrate();
    }

    /** The pool. */
    public DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
