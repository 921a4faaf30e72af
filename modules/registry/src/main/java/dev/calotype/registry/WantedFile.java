package dev.calotype.registry;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The wanted set as a file that people can read: {@code ID.version = VERSION DIGEST}, and where they differ from the usual
 * {@code ID.enabled}, {@code ID.allowed} and {@code ID.earlier}. Changed by one process at a time.
 */
public final class WantedFile {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Path file;
    private final ReentrantLock here = new ReentrantLock();

    /** The file, which may be missing. */
    public WantedFile(Path file) {
        this.file = file;
    }

    /**
     * What is wanted now.
     *
     * @throws IOException if the file cannot be read or is damaged; says where
     */
    public Wanted read() throws IOException {
        if (!Files.exists(file)) {
            return Wanted.NOTHING;
        }
        var lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IllegalArgumentException broken) {
            throw new IOException(file + " is damaged: " + broken.getMessage(), broken);
        }
        Map<String, Choice> choices = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.endsWith(".version")) {
                String id = key.substring(0, key.length() - ".version".length());
                choices.put(id, choice(id, lines));
            }
        }
        return new Wanted(choices);
    }

    /** Changes what is wanted; gives the new set. */
    public Wanted change(UnaryOperator<Wanted> change) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        here.lock();
        try (var channel = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var held = channel.lock()) {
            Wanted before = read();
            Wanted after = change.apply(before);
            if (!after.equals(before) && held.isValid()) {
                write(after);
            }
            return after;
        } finally {
            here.unlock();
        }
    }

    private Choice choice(String id, Properties lines) throws IOException {
        List<PluginVersion> earlier = new ArrayList<>();
        for (String past :
                COMMA.splitAsStream(lines.getProperty(id + ".earlier", "")).toList()) {
            if (!past.isBlank()) {
                earlier.add(version(id, past.strip()));
            }
        }
        return new Choice(
                version(id, lines.getProperty(id + ".version").strip()),
                !"false".equals(lines.getProperty(id + ".enabled")),
                "true".equals(lines.getProperty(id + ".allowed")),
                earlier);
    }

    private PluginVersion version(String id, String text) throws IOException {
        List<String> parts = SPACE.splitAsStream(text).toList();
        if (parts.size() != 2) {
            throw new IOException(file + " says '" + text + "' of plugin '" + id
                    + "'; it must be a version and a digest, with a space between them");
        }
        return new PluginVersion(id, parts.getFirst(), parts.getLast());
    }

    private void write(Wanted wanted) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Which plugins are wanted; changed by 'calotype plugins'."));
        new TreeMap<>(wanted.choices()).forEach((id, choice) -> {
            lines.add(id + ".version = " + text(choice.version()));
            if (!choice.enabled()) {
                lines.add(id + ".enabled = false");
            }
            if (choice.allowed()) {
                lines.add(id + ".allowed = true");
            }
            if (!choice.earlier().isEmpty()) {
                lines.add(id + ".earlier = "
                        + choice.earlier().stream().map(WantedFile::text).collect(Collectors.joining(", ")));
            }
        });
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(PluginVersion version) {
        return version.version() + " " + version.digest();
    }
}
