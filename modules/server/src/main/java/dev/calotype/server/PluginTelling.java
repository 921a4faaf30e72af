package dev.calotype.server;

import dev.calotype.jobs.EventData;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.StoreFailed;
import dev.calotype.registry.PluginNews;
import dev.calotype.registry.PluginVersion;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to plugins in three ways: the log, the metrics, and events of this node. Safe for any thread. */
final class PluginTelling implements Consumer<PluginNews> {
    private static final Logger LOG = LoggerFactory.getLogger(PluginTelling.class);

    private final String node;
    private final JobStore store;
    private final FarmStats stats;

    PluginTelling(String node, JobStore store, FarmStats stats) {
        this.node = node;
        this.store = store;
        this.stats = stats;
    }

    @Override
    public void accept(PluginNews news) {
        switch (news) {
            case PluginNews.Switched switched -> tell(switched.now(), "switched", news);
            case PluginNews.Refused refused -> tell(refused(refused), "refused", news);
            case PluginNews.Withdrawn withdrawn -> tell(withdrawn.version(), "withdrawn", news);
            case PluginNews.Closed closed -> tell(closed.version(), "closed", news);
            case PluginNews.Collected collected -> tell(collected.version(), "collected", news);
            case PluginNews.Leaking leaking -> tell(leaking.version(), "leaking", news);
        }
    }

    private static PluginVersion refused(PluginNews.Refused refused) {
        return new PluginVersion(refused.place(), "", "");
    }

    /** A store that does not answer holds up no plugin: the log has it all the same. */
    private void tell(PluginVersion version, String change, PluginNews news) {
        LOG.atLevel(news.isBad() ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.INFO)
                .log(news.line());
        stats.plugin(version.id(), change);
        try {
            store.tell(
                    node,
                    new EventData.PluginChanged(
                            node, version.id(), version.version(), version.digest(), change, news.line()));
        } catch (StoreFailed e) {
            LOG.warn("the world was not told of a plugin", e);
        }
    }
}
