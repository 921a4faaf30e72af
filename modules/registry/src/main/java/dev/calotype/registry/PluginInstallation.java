package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an operator does with the plugins of a node, whether or not a farm runs there: each deed is a change of the wanted
 * set, which the farm follows.
 */
public final class PluginInstallation {
    private final PluginHome home;
    private final VersionShelf shelf;
    private final WantedFile wanted;
    private final PluginLoading loading;

    /** The plugins of a node, whose directories are made where they are missing. */
    public PluginInstallation(PluginHome home, PluginPolicy policy) throws IOException {
        this.home = home;
        shelf = new VersionShelf(home.versions());
        wanted = new WantedFile(home.wanted());
        var departures = new Departures(Duration.ZERO, InstantSource.system(), () -> {});
        loading = new PluginLoading(policy, home.keys(), departures, (version, loader) -> {});
    }

    /**
     * Takes a plugin in and wants it, if it can be loaded.
     *
     * @param allowed whether this very content may run though nobody signed it
     * @throws PluginRefused with every reason why it cannot; then nothing changes
     */
    public PluginVersion install(Path file, boolean allowed) throws IOException, PluginRefused {
        String digest = shelf.take(new PluginPlace(file));
        Path copy = shelf.find(digest).orElseThrow();
        var trust = allowed ? PluginLoading.Trust.ALLOWED : PluginLoading.Trust.SIGNED;
        LoadedPlugin loaded = loading.load(new PluginLoading.Request(copy, trust));
        PluginVersion version = loaded.version();
        loaded.uses().drop();
        Optional<PluginVersion> shipped = Optional.ofNullable(builtIn().get(version.id()));
        wanted.change(now -> {
            Optional<Choice> before = now.find(version.id()).or(() -> shipped.map(Choice::of));
            Choice fresh = new Choice(version, true, allowed, List.of());
            return now.with(before.map(choice -> choice.then(version, allowed)).orElse(fresh));
        });
        return version;
    }

    /**
     * Wants the version that was wanted before.
     *
     * @throws IllegalArgumentException if there is none
     */
    public PluginVersion rollback(String id) throws IOException {
        Wanted after = wanted.change(now -> now.with(now.find(id)
                .flatMap(Choice::back)
                .orElseThrow(() -> new IllegalArgumentException("of plugin '" + id
                        + "' there is no earlier version to go back to; 'calotype plugins install' brings one"))));
        return after.find(id).orElseThrow().version();
    }

    /**
     * Wants a plugin loaded or not.
     *
     * @throws IllegalArgumentException if there is no such plugin
     */
    public PluginVersion enable(String id, boolean enabled) throws IOException {
        Optional<Choice> shipped = Optional.ofNullable(builtIn().get(id)).map(Choice::of);
        Wanted after = wanted.change(now -> now.with(
                now.find(id).or(() -> shipped).orElseThrow(() -> absent(id)).enabled(enabled)));
        return after.find(id).orElseThrow().version();
    }

    /**
     * Forgets a plugin that was installed, and deletes what of it lies in the plugin directory.
     *
     * @throws IllegalArgumentException if there is no such plugin, or it came with the program
     */
    public PluginVersion remove(String id) throws IOException {
        Optional<Choice> choice = wanted.read().find(id);
        if (choice.isEmpty()) {
            throw builtIn().containsKey(id)
                    ? new IllegalArgumentException(
                            "plugin '" + id + "' came with the program; 'calotype plugins disable " + id
                                    + "' keeps it from being loaded")
                    : absent(id);
        }
        for (Path place : places(home.inbox())) {
            if (isOf(place, id)) {
                delete(place);
                Files.deleteIfExists(new PluginPlace(place).signature());
            }
        }
        wanted.change(now -> now.without(id));
        return choice.get().version();
    }

    /**
     * The wanted plugins, for a program that runs no farm. What cannot be loaded is told and left out; what is loaded is
     * never closed.
     */
    public PluginDirectory.Found load() throws IOException {
        List<Plugin> plugins = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        var claims = new Claims();
        for (var request : requests().entrySet()) {
            try {
                Plugin plugin = loading.load(request.getValue()).plugin();
                claims.take(plugin);
                plugins.add(plugin);
            } catch (PluginRefused e) {
                faults.add("plugin " + request.getKey() + " was not loaded: " + e.getMessage());
            } catch (IOException e) {
                faults.add("plugin " + request.getKey() + " was not loaded: " + e);
            }
        }
        return new PluginDirectory.Found(plugins, faults);
    }

    private Map<String, PluginLoading.Request> requests() throws IOException {
        Map<String, PluginLoading.Request> requests = new TreeMap<>();
        for (Path directory : home.builtIn()) {
            for (Path place : places(directory)) {
                requests.putIfAbsent(
                        shipped(place).id(), new PluginLoading.Request(place, PluginLoading.Trust.BUILT_IN));
            }
        }
        Map<String, PluginVersion> builtIn = builtIn();
        wanted.read().choices().forEach((id, choice) -> {
            var trust = choice.allowed() ? PluginLoading.Trust.ALLOWED : PluginLoading.Trust.SIGNED;
            if (!choice.enabled()) {
                requests.remove(id);
            } else if (!builtIn.containsValue(choice.version())) {
                Path copy = home.versions().resolve(choice.version().digest());
                requests.put(id, new PluginLoading.Request(copy, trust));
            }
        });
        return requests;
    }

    /** How the plugins are wanted, for a node on which no farm runs. */
    public List<PluginStatus> status() throws IOException {
        Map<String, PluginStatus> all = new TreeMap<>();
        builtIn().forEach((id, version) -> all.put(id, wanted(version, true, List.of("it came with the program"))));
        wanted.read()
                .choices()
                .forEach((id, choice) -> all.put(id, wanted(choice.version(), choice.enabled(), earlier(choice))));
        return List.copyOf(all.values());
    }

    private static PluginStatus wanted(PluginVersion version, boolean enabled, List<String> notes) {
        return PluginStatus.of(version, enabled ? PluginStatus.State.WANTED : PluginStatus.State.DISABLED, notes);
    }

    private static List<String> earlier(Choice choice) {
        return choice.earlier().isEmpty()
                ? List.of()
                : List.of("before: "
                        + String.join(
                                ", ",
                                choice.earlier().reversed().stream()
                                        .map(past -> past.version() + " (" + past.shortDigest() + ")")
                                        .toList()));
    }

    /**
     * Signs a plugin: writes the signature beside its jar or into its folder.
     *
     * @param pem the private key, PKCS#8
     * @return the file
     * @throws GeneralSecurityException if the key is none of Ed25519
     */
    public static Path sign(Path file, String name, String pem)
            throws IOException, PluginRefused, GeneralSecurityException {
        String text = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        var key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        var place = new PluginPlace(file);
        Files.writeString(place.signature(), SignatureFile.sign(place.version(), name, key));
        return place.signature();
    }

    private Map<String, PluginVersion> builtIn() throws IOException {
        Map<String, PluginVersion> shipped = new TreeMap<>();
        for (Path directory : home.builtIn()) {
            for (Path place : places(directory)) {
                PluginVersion version = shipped(place);
                shipped.putIfAbsent(version.id(), version);
            }
        }
        return shipped;
    }

    /** Which version lies there, as far as it can be told. */
    private static PluginVersion shipped(Path place) {
        try {
            return new PluginPlace(place).version();
        } catch (PluginRefused | IOException unreadable) {
            return new PluginVersion(place.getFileName().toString(), "", "");
        }
    }

    private static boolean isOf(Path place, String id) throws IOException {
        try {
            return new PluginPlace(place).version().id().equals(id);
        } catch (PluginRefused other) {
            return false;
        }
    }

    private static List<Path> places(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .filter(child ->
                            Files.isDirectory(child) || child.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path place) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(place)) {
            walk.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static IllegalArgumentException absent(String id) {
        return new IllegalArgumentException(
                "there is no plugin '" + id + "'; 'calotype plugins list' shows those there are");
    }
}
