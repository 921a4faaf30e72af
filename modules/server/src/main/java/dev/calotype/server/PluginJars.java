package dev.calotype.server;

import dev.calotype.jobs.PluginUse;
import dev.calotype.jobs.WantedPlugin;
import dev.calotype.registry.Choice;
import dev.calotype.registry.PluginVersion;
import dev.calotype.registry.VersionShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries plugins between a node's shelf of versions and the artefact store that all nodes see. */
final class PluginJars {
    private static final String TYPE = "application/java-archive";

    private final VersionShelf shelf;
    private final ArtefactStore artefacts;

    PluginJars(VersionShelf shelf, ArtefactStore artefacts) {
        this.shelf = shelf;
        this.artefacts = artefacts;
    }

    /** Stores what is wanted here and what was before, so that other nodes can have it. */
    WantedPlugin store(Choice choice) throws IOException {
        List<WantedPlugin.StoredVersion> earlier = new ArrayList<>();
        for (PluginVersion past : choice.earlier()) {
            earlier.add(store(past));
        }
        return new WantedPlugin(store(choice.version()), choice.enabled(), choice.allowed(), earlier);
    }

    /** A version that is not here came with the program. */
    private WantedPlugin.StoredVersion store(PluginVersion version) throws IOException {
        List<WantedPlugin.StoredFile> stored = new ArrayList<>();
        Optional<Path> folder = shelf.find(version.digest());
        if (folder.isPresent()) {
            for (Path file : files(folder.get())) {
                String sha256 = artefacts.put(0, TYPE, Files.readAllBytes(file)).sha256();
                stored.add(new WantedPlugin.StoredFile(file.getFileName().toString(), sha256));
            }
        }
        return new WantedPlugin.StoredVersion(new PluginUse(version.id(), version.version(), version.digest()), stored);
    }

    /**
     * Puts the wanted version on the shelf here, if it is not there yet, and the earlier ones as far as they can be had; gives
     * what is lacking for the wanted one.
     */
    Optional<String> fetch(WantedPlugin plugin) throws IOException {
        for (WantedPlugin.StoredVersion past : plugin.earlier()) {
            fetch(past);
        }
        return fetch(plugin.current());
    }

    private Optional<String> fetch(WantedPlugin.StoredVersion plugin) throws IOException {
        if (plugin.files().isEmpty() || shelf.find(plugin.version().digest()).isPresent()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("calotype-plugin");
        try {
            for (WantedPlugin.StoredFile file : plugin.files()) {
                Optional<Path> found = artefacts.find(file.sha256());
                if (found.isEmpty()) {
                    return Optional.of("artefact " + file.sha256() + " of plugin '"
                            + plugin.version().id()
                            + "' is not in this node's artefact store; let all nodes share one ('artefacts').");
                }
                Files.copy(
                        found.get(),
                        folder.resolve(Path.of(file.name()).getFileName().toString()));
            }
            String digest = shelf.takeFolder(folder);
            return digest.equals(plugin.version().digest())
                    ? Optional.empty()
                    : Optional.of(
                            "the stored files of plugin '" + plugin.version().id() + "' have the digest " + digest
                                    + "; wanted is " + plugin.version().digest() + ".");
        } finally {
            delete(folder);
        }
    }

    static Choice choice(WantedPlugin plugin) {
        return new Choice(
                version(plugin.current()),
                plugin.enabled(),
                plugin.allowed(),
                plugin.earlier().stream().map(PluginJars::version).toList());
    }

    private static PluginVersion version(WantedPlugin.StoredVersion stored) {
        PluginUse use = stored.version();
        return new PluginVersion(use.id(), use.version(), use.digest());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
