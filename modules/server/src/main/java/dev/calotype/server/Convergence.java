package dev.calotype.server;

import dev.calotype.jobs.FarmPlugins;
import dev.calotype.jobs.WantedPlugin;
import dev.calotype.registry.Choice;
import dev.calotype.registry.Wanted;
import dev.calotype.registry.WantedFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what this node wants and what the farm wants to the same: what changed here since they last agreed is told to the
 * farm, what changed there is taken over, with its jars from the artefact store; where both changed, the farm is right.
 * Safe for any thread.
 */
final class Convergence {
    private static final Logger LOG = LoggerFactory.getLogger(Convergence.class);
    private static final int TRIES = 5;

    private final FarmPlugins farm;
    private final WantedFile here;
    private final WantedFile agreed;
    private final PluginJars jars;
    private final ReentrantLock one = new ReentrantLock();
    private String complaint = "";

    /**
     * Between a farm and a node.
     *
     * @param here what this node wants
     * @param agreed what both wanted when they last agreed
     */
    Convergence(FarmPlugins farm, WantedFile here, WantedFile agreed, PluginJars jars) {
        this.farm = farm;
        this.here = here;
        this.agreed = agreed;
        this.jars = jars;
    }

    /** Gives whether this node now wants something else. */
    boolean converge() throws IOException {
        one.lock();
        try {
            Wanted mine = here.read();
            Wanted before = agreed.read();
            FarmPlugins.Revision theirs = farm.read();
            for (int left = TRIES; left > 0; left--) {
                Map<String, WantedPlugin> told = told(mine, before, theirs);
                if (told.equals(theirs.plugins()) || farm.replace(theirs.number(), told)) {
                    return follow(mine, told);
                }
                theirs = farm.read();
            }
            throw new IOException("the farm's wanted plugins change too often to add this node's");
        } finally {
            one.unlock();
        }
    }

    /** The farm's set with what changed here alone. */
    private Map<String, WantedPlugin> told(Wanted mine, Wanted before, FarmPlugins.Revision theirs) throws IOException {
        Map<String, WantedPlugin> told = new HashMap<>(theirs.plugins());
        var ids = new TreeSet<>(mine.choices().keySet());
        ids.addAll(before.choices().keySet());
        for (String id : ids) {
            @Nullable Choice now = mine.choices().get(id);
            @Nullable Choice then = before.choices().get(id);
            Optional<Choice> there =
                    Optional.ofNullable(theirs.plugins().get(id)).map(PluginJars::choice);
            boolean changedHere = !Objects.equals(now, then);
            boolean changedThere = !Objects.equals(there.orElse(null), then);
            if (changedHere && !changedThere) {
                if (now == null) {
                    told.remove(id);
                } else {
                    told.put(id, jars.store(now));
                }
            }
        }
        return told;
    }

    /** Takes the farm's set over, as far as its jars can be had. */
    private boolean follow(Wanted mine, Map<String, WantedPlugin> told) throws IOException {
        Map<String, Choice> next = new TreeMap<>();
        String missing = "";
        for (WantedPlugin plugin : told.values()) {
            String id = plugin.id();
            Optional<String> lacking = plugin.enabled() ? jars.fetch(plugin) : Optional.empty();
            if (lacking.isEmpty()) {
                next.put(id, PluginJars.choice(plugin));
            } else {
                missing += lacking.get() + " ";
                mine.find(id).ifPresent(choice -> next.put(id, choice));
            }
        }
        complain(missing.strip());
        var wanted = new Wanted(next);
        agreed.change(old -> wanted);
        if (wanted.equals(mine)) {
            return false;
        }
        here.change(now -> now.equals(mine) ? wanted : now);
        return true;
    }

    private void complain(String missing) {
        if (!missing.isEmpty() && !missing.equals(complaint)) {
            LOG.warn("this node cannot follow the farm's plugins: {}", missing);
        }
        complaint = missing;
    }
}
