package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tells when something moves in the directories of a node's plugins. Where the system tells nothing, as on some network
 * drives, waiting simply ends in time, so that whoever looks then misses nothing. For one thread.
 */
public final class PluginWatch implements AutoCloseable {
    private final PluginHome home;
    private final WatchService service;

    /** Begins to watch. */
    public PluginWatch(PluginHome home) throws IOException {
        this.home = home;
        Files.createDirectories(home.inbox());
        Files.createDirectories(home.state());
        service = FileSystems.getDefault().newWatchService();
        register(home.state());
    }

    /** Waits until something moves, at most this long. */
    public void await(Duration most) throws InterruptedException {
        try {
            watchFolders();
            WatchKey moved = service.poll(most.toMillis(), TimeUnit.MILLISECONDS);
            while (moved != null) {
                moved.pollEvents();
                moved.reset();
                moved = service.poll();
            }
        } catch (IOException unwatched) {
            TimeUnit.MILLISECONDS.sleep(most.toMillis());
        } catch (ClosedWatchServiceException closed) {
            throw new InterruptedException("nothing is watched any more");
        }
    }

    /** The plugin directory and the folders in it; a folder that is watched already stays so. */
    private void watchFolders() throws IOException {
        register(home.inbox());
        try (Stream<Path> children = Files.list(home.inbox())) {
            for (Path folder : children.filter(Files::isDirectory).toList()) {
                register(folder);
            }
        }
    }

    private void register(Path folder) throws IOException {
        folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
