package dev.calotype.registry;

import dev.calotype.spi.ModelFamily;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The plugins of one node. {@link #look} brings what is current to what is wanted: what was put into the plugin directory
 * and what the wanted set names is copied, loaded beside what runs, checked, and then made current all at once; what cannot
 * be loaded changes nothing. Polled by its owner, one look at a time; holds may be taken from any thread.
 */
public final class PluginRegistry implements Plugins, AutoCloseable {
    private final Incoming incoming;
    private final PluginLoading loading;
    private final Departures departures;
    private final Function<List<ModelFamily>, ModelShelf> shelves;
    private final Consumer<PluginNews> told;

    private final ReentrantLock looking = new ReentrantLock();
    private final AtomicReference<Generation> current;
    private final Set<LoadedPlugin> draining = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<PluginNews> closed = new ConcurrentLinkedQueue<>();
    private final Refusals refused = new Refusals();

    /**
     * A registry without plugins; the first {@link #look} loads those that lie there.
     *
     * @param shelves makes the shelf of models for the families of one moment
     * @param told is told what happens, during a look
     * @param collector asks for a full collection, to prove that a closed loader is gone
     */
    public PluginRegistry(
            PluginHome home,
            PluginPolicy policy,
            InstantSource clock,
            Function<List<ModelFamily>, ModelShelf> shelves,
            Consumer<PluginNews> told,
            Runnable collector)
            throws IOException {
        this.shelves = shelves;
        this.told = told;
        departures = new Departures(policy.grace(), clock, collector);
        loading = new PluginLoading(policy, home.keys(), departures, (version, loader) -> {
            draining.removeIf(
                    plugin -> plugin.version().equals(version) && plugin.uses().count() == 0);
            closed.add(new PluginNews.Closed(version));
        });
        incoming = new Incoming(home, policy, clock);
        current = new AtomicReference<>(new Generation(0, List.of(), shelves));
    }

    @Override
    public Hold hold() {
        return Hold.of(current::get);
    }

    /** Whether something in the plugin directory is waited for, so that the next look should be soon. */
    public boolean isWaiting() {
        return incoming.isWaiting();
    }

    /**
     * Brings what is current to what is wanted.
     *
     * @return whether anything changed
     * @throws IOException if the plugin directory or the registry's own files cannot be read; what is current stays
     */
    public boolean look() throws IOException {
        looking.lock();
        try {
            var change = new Change(current.get());
            incoming.takeIn().forEach(arrival -> arrive(change, arrival));
            settle(change);
            boolean changed = become(change);
            tellAll();
            return changed;
        } finally {
            looking.unlock();
        }
    }

    /** Something put into the directory becomes wanted if it can be loaded. */
    private void arrive(Change change, Incoming.Arrived arrived) {
        try {
            PluginVersion version = arrived.version();
            if (change.has(version)) {
                return;
            }
            keepsItsOwner(change, arrived);
            Optional<PluginVersion> before = change.find(version.id()).map(LoadedPlugin::version);
            change.load(loading, new PluginLoading.Request(arrived.folder(), PluginLoading.Trust.SIGNED));
            incoming.choose(version, before);
            refused.remove(arrived.name());
        } catch (PluginRefused e) {
            refuse(arrived.name(), arrived.likely(), e.faults());
        } catch (IOException e) {
            refuse(arrived.name(), arrived.likely(), List.of(e.toString()));
        }
    }

    /** The id of a signed or built-in plugin is not taken over by what somebody else put into the directory. */
    private void keepsItsOwner(Change change, Incoming.Arrived arrived) throws PluginRefused, IOException {
        Optional<LoadedPlugin> serving = change.find(arrived.version().id())
                .filter(plugin -> plugin.signature().level() == Signature.Level.SIGNED);
        if (serving.isEmpty()) {
            return;
        }
        String owner = serving.get().signature().signer();
        if (!incoming.signature(arrived).signer().equals(owner)) {
            throw new PluginRefused(
                    List.of("it claims the id '" + arrived.version().id() + "', which belongs to " + owner
                            + "; rename it, or replace that one for good with 'calotype plugins install FILE'"));
        }
    }

    private void settle(Change change) throws IOException {
        Map<String, List<Incoming.Target>> targets = incoming.targets();
        for (var wanted : targets.entrySet()) {
            for (Incoming.Target target : wanted.getValue()) {
                boolean served = change.find(wanted.getKey()).isPresent();
                boolean preferred = target.equals(wanted.getValue().getFirst());
                if ((preferred || !served) && tryTarget(change, target)) {
                    break;
                }
            }
        }
        change.keepOnly(targets);
    }

    /** Whether the target is current after this. */
    private boolean tryTarget(Change change, Incoming.Target target) {
        PluginVersion version = target.version();
        String name = version.id() + " " + version.version();
        if (change.has(version)) {
            refused.remove(name);
            return true;
        }
        if (refused.has(name, version) && !incoming.isFresh(target)) {
            return false;
        }
        try {
            change.load(loading, target.request());
            refused.remove(name);
            return true;
        } catch (PluginRefused e) {
            refuse(name, version, e.faults());
        } catch (IOException e) {
            refuse(name, version, List.of(e.toString()));
        }
        return false;
    }

    /** Makes the change current, at one moment; what it replaces is closed when its last use ends. */
    private boolean become(Change change) throws IOException {
        Generation before = current.get();
        List<LoadedPlugin> plugins = change.plugins();
        if (plugins.equals(before.plugins())) {
            change.release();
            return false;
        }
        var after = new Generation(before.number() + 1, plugins, shelves);
        before.plugins().stream().filter(plugin -> !plugins.contains(plugin)).forEach(draining::add);
        current.set(after);
        change.release();
        before.uses().drop();
        tellOf(before, after);
        incoming.keepOnly(kept());
        return true;
    }

    private void tellOf(Generation before, Generation after) {
        for (LoadedPlugin plugin : after.plugins()) {
            if (!before.plugins().contains(plugin)) {
                told.accept(new PluginNews.Switched(
                        plugin.version(), version(before, plugin.version().id())));
            }
        }
        before.plugins().stream()
                .map(LoadedPlugin::version)
                .filter(version -> version(after, version.id()).isEmpty())
                .forEach(version -> told.accept(new PluginNews.Withdrawn(version)));
    }

    private static Optional<PluginVersion> version(Generation generation, String id) {
        return generation.plugins().stream()
                .map(LoadedPlugin::version)
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    private void tellAll() {
        for (PluginNews news = closed.poll(); news != null; news = closed.poll()) {
            told.accept(news);
        }
        departures.look().forEach(told);
    }

    private void refuse(String name, PluginVersion version, List<String> reasons) {
        refused.add(name, version, reasons);
        told.accept(new PluginNews.Refused(name, reasons, version(current.get(), version.id())));
    }

    private Set<String> kept() {
        Set<String> digests = new HashSet<>();
        current.get().plugins().forEach(plugin -> digests.add(plugin.version().digest()));
        draining.forEach(plugin -> digests.add(plugin.version().digest()));
        departures.waiting().forEach(version -> digests.add(version.digest()));
        return digests;
    }

    /** How every version that is here stands: current ones first. */
    public List<PluginStatus> status() throws IOException {
        List<PluginStatus> all = new ArrayList<>();
        current.get().plugins().forEach(plugin -> all.add(PluginStatus.of(plugin, PluginStatus.State.CURRENT)));
        draining.forEach(plugin -> all.add(PluginStatus.of(plugin, PluginStatus.State.DRAINING)));
        List<PluginVersion> leaking = departures.leaking();
        departures
                .waiting()
                .forEach(version -> all.add(PluginStatus.of(
                        version,
                        leaking.contains(version) ? PluginStatus.State.LEAKING : PluginStatus.State.CLOSED,
                        List.of())));
        incoming.disabled()
                .forEach(version -> all.add(PluginStatus.of(version, PluginStatus.State.DISABLED, List.of())));
        all.addAll(refused.all());
        return all;
    }

    /** Closed versions whose loaders have not been collected yet. */
    public List<PluginVersion> departed() {
        return departures.waiting();
    }

    /** Ends the use of all plugins; those that jobs still use are closed with the last of them. */
    @Override
    public void close() {
        looking.lock();
        try {
            Generation last = current.getAndSet(new Generation(current.get().number() + 1, List.of(), shelves));
            last.uses().drop();
        } finally {
            looking.unlock();
        }
    }
}
