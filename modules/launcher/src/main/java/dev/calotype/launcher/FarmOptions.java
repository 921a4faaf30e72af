package dev.calotype.launcher;

import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which farm a command talks to. */
final class FarmOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "the farm's data directory (~/.calotype)")
    Path data = DataDirectory.usual();

    @Option(names = "--server", paramLabel = "URL", description = "a running farm, such as http://127.0.0.1:8080")
    @Nullable
    String server;

    /** A farm to talk to, and the one that was started for it, if any. */
    record Reached(FarmClient client, Optional<LocalFarm> started) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
            started.ifPresent(LocalFarm::close);
        }
    }

    /** The farm named, or the one that runs on the data directory. */
    Reached running() {
        if (server != null) {
            return new Reached(new FarmClient(server), Optional.empty());
        }
        return announced()
                .orElseThrow(() -> new Complaint(
                        "no farm runs on " + data + "; start one with 'calotype server', or name one with --server"));
    }

    /** The farm named, or the one that runs on the data directory, or one started for this call. */
    Reached runningOrStarted() {
        if (server != null) {
            return running();
        }
        var directory = new DataDirectory(data);
        FileLock lock = directory.lock();
        if (lock == null) {
            return waitForOther();
        }
        Logs.to(directory.at("logs").resolve("farm.log"));
        LocalFarm farm = LocalFarm.start(directory, lock, Configuration.usual(), Say::line);
        return new Reached(new FarmClient(farm.url()), Optional.of(farm));
    }

    private Reached waitForOther() {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < deadline) {
            Optional<Reached> found = announced();
            if (found.isPresent()) {
                return found.get();
            }
            Say.pause(200);
        }
        throw new Complaint(
                "another program holds " + data + " but no farm answers there; stop it or use another --data");
    }

    private Optional<Reached> announced() {
        return new DataDirectory(data)
                .announced()
                .map(FarmClient::new)
                .filter(FarmClient::answers)
                .map(client -> new Reached(client, Optional.empty()));
    }
}
