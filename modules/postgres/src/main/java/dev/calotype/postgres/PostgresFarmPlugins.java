package dev.calotype.postgres;

import dev.calotype.jobs.FarmPlugins;
import dev.calotype.jobs.WantedPlugin;
import dev.calotype.jobs.WantedPlugins;
import java.util.Map;
import javax.sql.DataSource;

/** The farm's wanted plugins in one row of Postgres. */
public final class PostgresFarmPlugins implements FarmPlugins {
    private final Transactions transactions;
    private final WantedPlugins json = new WantedPlugins();

    /**
     * On tables that {@link Database} brought up to date.
     *
     * @param source gives connections; closed by its owner
     */
    public PostgresFarmPlugins(DataSource source) {
        transactions = new Transactions(source);
    }

    @Override
    public Revision read() {
        return transactions.run(
                "read the wanted plugins",
                sql -> sql.query(
                                "select revision, plugins from wanted_plugins",
                                row -> new Revision(row.getLong("revision"), json.read(row.getString("plugins"))))
                        .getFirst());
    }

    @Override
    public boolean replace(long before, Map<String, WantedPlugin> plugins) {
        int changed = transactions.run(
                "change the wanted plugins",
                sql -> sql.update(
                        "update wanted_plugins set revision = revision + 1, plugins = ?::jsonb where revision = ?",
                        json.write(plugins),
                        before));
        return changed == 1;
    }
}
