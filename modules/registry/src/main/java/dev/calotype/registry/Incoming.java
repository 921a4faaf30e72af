package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a registry is asked to load, in three ways: the plugins that come with the program, the wanted set, and what was
 * put into the plugin directory. All of it is copied to the shelf of versions first. For one thread.
 */
final class Incoming {
    private final PluginHome home;
    private final Inbox inbox;
    private final VersionShelf shelf;
    private final WantedFile file;
    private final Map<String, Target> builtIn = new TreeMap<>();
    private Wanted wanted = Wanted.NOTHING;
    private Set<PluginVersion> changed = Set.of();

    /** A version that shall be current, and how it is loaded. */
    record Target(PluginVersion version, PluginLoading.Request request) {}

    /** Something from the plugin directory, copied. */
    record Arrived(String name, Path folder) {
        /**
         * Which version it is.
         *
         * @throws PluginRefused with every fault of its manifest
         */
        PluginVersion version() throws IOException, PluginRefused {
            return new PluginPlace(folder).version();
        }

        /** The version as far as it can be told. */
        PluginVersion likely() {
            try {
                return version();
            } catch (PluginRefused | IOException unknown) {
                return new PluginVersion(name, "", folder.getFileName().toString());
            }
        }
    }

    Incoming(PluginHome home, PluginPolicy policy, InstantSource clock) throws IOException {
        this.home = home;
        Files.createDirectories(home.inbox());
        Files.createDirectories(home.state());
        shelf = new VersionShelf(home.versions());
        file = new WantedFile(home.wanted());
        inbox = new Inbox(home.inbox(), home.taken(), policy.rest(), clock);
        for (Path place : places(home.builtIn())) {
            addBuiltIn(place);
        }
    }

    private void addBuiltIn(Path place) throws IOException {
        Path folder = home.versions().resolve(shelf.take(new PluginPlace(place)));
        var request = new PluginLoading.Request(folder, PluginLoading.Trust.BUILT_IN);
        PluginVersion version = new Arrived(place.getFileName().toString(), folder).likely();
        builtIn.putIfAbsent(version.id(), new Target(version, request));
    }

    private static List<Path> places(List<Path> directories) throws IOException {
        List<Path> places = new ArrayList<>();
        for (Path directory : directories) {
            try (var children = Files.list(directory)) {
                children.filter(child ->
                                Files.isDirectory(child) || child.toString().endsWith(".jar"))
                        .sorted()
                        .forEach(places::add);
            }
        }
        return places;
    }

    boolean isWaiting() {
        return inbox.isWaiting();
    }

    /** What came to rest in the plugin directory since the last call. */
    List<Arrived> takeIn() throws IOException {
        List<Arrived> arrived = new ArrayList<>();
        for (Inbox.Arrival arrival : inbox.arrived()) {
            String digest = shelf.take(arrival.place());
            if (inbox.isUnchanged(arrival)) {
                inbox.handedOut(arrival);
                arrived.add(new Arrived(arrival.name(), home.versions().resolve(digest)));
            }
        }
        return arrived;
    }

    Signature signature(Arrived arrived) throws IOException, PluginRefused {
        return SignatureFile.check(
                new PluginPlace(arrived.folder()).signature(),
                arrived.version(),
                TrustedKeys.read(home.keys(), new ArrayList<>()));
    }

    /** Makes a version that was put into the directory the wanted one. */
    void choose(PluginVersion version, Optional<PluginVersion> before) throws IOException {
        wanted = file.change(now -> {
            Optional<Choice> known = now.find(version.id()).or(() -> before.map(Choice::of));
            return now.with(known.map(choice -> choice.then(version, false)).orElseGet(() -> Choice.of(version)));
        });
    }

    /**
     * What shall be current, by plugin: the first that can be loaded. A plugin that is disabled has none.
     *
     * @throws IOException if the wanted set cannot be read
     */
    Map<String, List<Target>> targets() throws IOException {
        Wanted read = file.read();
        changed = changes(wanted, read);
        wanted = read;
        Map<String, List<Target>> targets = new TreeMap<>();
        builtIn.forEach((id, target) -> targets.put(id, new ArrayList<>(List.of(target))));
        wanted.choices().forEach((id, choice) -> targets.put(id, targets(choice)));
        return targets;
    }

    private List<Target> targets(Choice choice) {
        List<Target> targets = new ArrayList<>();
        if (choice.enabled()) {
            targets.add(target(choice.version(), choice.allowed()));
            choice.earlier().reversed().forEach(past -> targets.add(target(past, choice.allowed())));
            Optional.ofNullable(builtIn.get(choice.version().id()))
                    .filter(target -> !targets.contains(target))
                    .ifPresent(targets::add);
        }
        return targets;
    }

    private Target target(PluginVersion version, boolean allowed) {
        Target shipped = builtIn.get(version.id());
        if (shipped != null && shipped.version().equals(version)) {
            return shipped;
        }
        var trust = allowed ? PluginLoading.Trust.ALLOWED : PluginLoading.Trust.SIGNED;
        return new Target(version, new PluginLoading.Request(home.versions().resolve(version.digest()), trust));
    }

    private static Set<PluginVersion> changes(Wanted before, Wanted after) {
        Set<PluginVersion> changed = new HashSet<>();
        after.choices().values().stream()
                .filter(choice -> !before.choices().containsValue(choice))
                .forEach(choice -> changed.add(choice.version()));
        return changed;
    }

    /** Whether somebody has just asked for this, so that it is tried again though it failed before. */
    boolean isFresh(Target target) {
        return changed.contains(target.version());
    }

    /** Those that the operator does not want loaded. */
    List<PluginVersion> disabled() throws IOException {
        return file.read().choices().values().stream()
                .filter(choice -> !choice.enabled())
                .map(Choice::version)
                .toList();
    }

    /** Deletes private copies that nobody can ask for any more. */
    void keepOnly(Collection<String> inUse) throws IOException {
        Set<String> kept = new HashSet<>(inUse);
        builtIn.values().forEach(target -> kept.add(target.version().digest()));
        file.read().choices().values().forEach(choice -> {
            kept.add(choice.version().digest());
            choice.earlier().forEach(past -> kept.add(past.digest()));
        });
        shelf.keepOnly(kept);
    }
}
