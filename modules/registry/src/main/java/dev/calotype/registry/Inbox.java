package dev.calotype.registry;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The plugin directory: jars and folders that people put there. One is handed out when it has come to rest, which is when
 * its files have kept their names, sizes and times for a while; a half-copied one is waited for. What was handed out is
 * remembered in a file, and handed out again only after it changed. For one thread.
 */
final class Inbox {
    private final Path directory;
    private final Path memory;
    private final Duration rest;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(String state, Instant since) {}

    /** Something that has come to rest and was not handed out as it is now. */
    record Arrival(PluginPlace place, String state) {
        String name() {
            return place.path().getFileName().toString();
        }
    }

    Inbox(Path directory, Path memory, Duration rest, InstantSource clock) {
        this.directory = directory;
        this.memory = memory;
        this.rest = rest;
        this.clock = clock;
    }

    /** What has come to rest, in the order of names and of the numbers in them, so that later versions come last. */
    List<Arrival> arrived() throws IOException {
        List<Arrival> arrived = new ArrayList<>();
        Properties known = known();
        List<Path> children = children();
        seen.keySet().retainAll(children.stream().map(Inbox::name).toList());
        for (Path child : children) {
            String state = state(child);
            boolean isNew = !state.isEmpty() && !state.equals(known.getProperty(name(child)));
            if (isNew && rested(name(child), state)) {
                arrived.add(new Arrival(new PluginPlace(child), state));
            }
        }
        return arrived;
    }

    /** Whether something has been seen that has not yet come to rest. */
    boolean isWaiting() {
        return !seen.isEmpty();
    }

    /** Whether an arrival still is as it was. */
    boolean isUnchanged(Arrival arrival) throws IOException {
        return arrival.state().equals(state(arrival.place().path()));
    }

    /** Remembers that an arrival was dealt with, however. */
    void handedOut(Arrival arrival) throws IOException {
        seen.remove(arrival.name());
        Properties known = known();
        var there = new TreeSet<>(children().stream().map(Inbox::name).toList());
        known.keySet().retainAll(there);
        known.setProperty(arrival.name(), arrival.state());
        Path part = memory.resolveSibling(memory.getFileName() + ".part");
        try (var writer = Files.newBufferedWriter(part)) {
            known.store(writer, null);
        }
        Files.move(part, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean rested(String name, String state) {
        Seen before = seen.get(name);
        if (before == null || !before.state().equals(state)) {
            before = new Seen(state, clock.instant());
            seen.put(name, before);
        }
        return !before.since().plus(rest).isAfter(clock.instant());
    }

    private Properties known() throws IOException {
        var known = new Properties();
        if (Files.exists(memory)) {
            try (Reader reader = Files.newBufferedReader(memory)) {
                known.load(reader);
            }
        }
        return known;
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !name(file).startsWith("."))
                    .filter(file -> Files.isDirectory(file) || name(file).endsWith(".jar"))
                    .sorted((a, b) -> Naturally.compare(name(a), name(b)))
                    .toList();
        }
    }

    /** Names, sizes and times of all files there; empty if there is none, or one is just being taken away. */
    private static String state(Path place) throws IOException {
        var state = new StringBuilder();
        try (Stream<Path> files = Files.walk(place, 1)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                state.append(name(file)).append(' ').append(attributes.size()).append(' ');
                state.append(attributes.lastModifiedTime().toInstant()).append(';');
            }
        } catch (NoSuchFileException gone) {
            return "";
        }
        return state.toString();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
