package dev.calotype.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a farm keeps on disk. One farm at a time has it; others find that farm's address there. */
final class DataDirectory {
    private final Path root;

    DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The directory a user has who names none. */
    static Path usual() {
        return Path.of(System.getProperty("user.home"), ".calotype");
    }

    Path root() {
        return root;
    }

    Path at(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new Complaint("the data directory " + root + " cannot be used: " + e.getMessage());
        }
    }

    /** The right to run a farm here, or null while another process has it. Held until closed or the process ends. */
    @Nullable
    FileLock lock() {
        try {
            var channel =
                    FileChannel.open(at(".").resolve("farm.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new Complaint("the data directory " + root + " cannot be locked: " + e.getMessage());
        }
    }

    /** Tells others where the farm here listens. */
    void announce(String url) {
        try {
            Path part = at(".").resolve("farm.url.part");
            Files.writeString(part, url + "\n");
            Files.move(
                    part,
                    root.resolve("farm.url"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Complaint("the data directory " + root + " cannot be written: " + e.getMessage());
        }
    }

    /** The address that the last farm here announced; whether it still lives is for the caller to find out. */
    Optional<String> announced() {
        try {
            return Optional.of(Files.readString(root.resolve("farm.url")).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    void silence() {
        try {
            Files.deleteIfExists(root.resolve("farm.url"));
        } catch (IOException e) {
            throw new Complaint("the data directory " + root + " cannot be written: " + e.getMessage());
        }
    }
}
