package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Private copies of plugins, a folder for each, named by its digest. What lies here never changes, so that whoever writes
 * over a jar in the plugin directory does not pull it from under the farm. One process writes a copy at a time.
 */
public final class VersionShelf {
    private static final String DIGEST = "[0-9a-f]{64}";

    private final Path root;

    /** A shelf below a folder, which is made where it is missing. */
    public VersionShelf(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    /** Copies a plugin; gives the digest of the copy. */
    String take(PluginPlace place) throws IOException {
        Path part = Files.createTempDirectory(root, ".part-");
        try {
            for (Path jar : place.jars()) {
                Files.copy(jar, part.resolve(jar.getFileName().toString()));
            }
            if (Files.exists(place.signature())) {
                Files.copy(place.signature(), part.resolve("plugin.sig"));
            }
            return settle(part);
        } finally {
            delete(part);
        }
    }

    /** Moves a folder to its digest's name; one that is there already only takes the signature. */
    private String settle(Path part) throws IOException {
        String digest = new PluginPlace(part).digest();
        Path kept = root.resolve(digest);
        if (!Files.isDirectory(kept)) {
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        } else if (Files.exists(part.resolve("plugin.sig"))) {
            Files.move(
                    part.resolve("plugin.sig"),
                    kept.resolve("plugin.sig"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return digest;
    }

    /** Copies the files of a folder here, for a plugin that came from elsewhere; gives its digest. */
    public String takeFolder(Path folder) throws IOException {
        return take(new PluginPlace(folder));
    }

    /** The folder with this digest; empty if there is none. */
    public Optional<Path> find(String digest) {
        return digest.matches(DIGEST) ? Optional.of(root.resolve(digest)).filter(Files::isDirectory) : Optional.empty();
    }

    /** Deletes every version but these. */
    void keepOnly(Set<String> digests) throws IOException {
        List<Path> kept;
        try (Stream<Path> folders = Files.list(root)) {
            kept = folders.filter(folder -> folder.getFileName().toString().matches(DIGEST))
                    .toList();
        }
        for (Path folder : kept) {
            if (!digests.contains(folder.getFileName().toString())) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        }
    }
}
