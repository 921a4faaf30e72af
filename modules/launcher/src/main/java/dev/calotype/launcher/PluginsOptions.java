package dev.calotype.launcher;

import dev.calotype.registry.PluginInstallation;
import dev.calotype.registry.PluginStatus;
import dev.calotype.registry.PluginVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Whose plugins a command is about: those of a data directory, and of the farm that runs there, if one does. */
final class PluginsOptions {
    private static final int POLLS = 150;
    private static final long POLL_MILLIS = 100;

    @Option(names = "--data", paramLabel = "DIR", description = "the farm's data directory (~/.calotype)")
    Path data = DataDirectory.usual();

    /** The plugins of the data directory, for a change of what is wanted. */
    PluginInstallation installation() throws IOException {
        Logs.quiet();
        InstalledPlugins plugins = InstalledPlugins.of(new DataDirectory(data), false);
        return new PluginInstallation(plugins.home(), plugins.policy());
    }

    /** How the plugins stand: on the farm that runs there, else as they are wanted. */
    List<PluginStatus> status() throws IOException {
        try (Running farm = running()) {
            return farm.client().isPresent()
                    ? farm.client().get().plugins()
                    : installation().status();
        }
    }

    /** What is known of one plugin; a complaint if nothing is. */
    List<PluginStatus> status(String id) throws IOException {
        List<PluginStatus> all = status();
        List<PluginStatus> found =
                all.stream().filter(status -> status.version().id().equals(id)).toList();
        if (found.isEmpty()) {
            throw new Complaint("there is no plugin '" + id + "'; "
                    + dev.calotype.jobs.NearMiss.hint(
                            id,
                            all.stream().map(status -> status.version().id()).toList()));
        }
        return found;
    }

    private record Running(Optional<FarmClient> client) implements AutoCloseable {
        @Override
        public void close() {
            client.ifPresent(FarmClient::close);
        }
    }

    private Running running() {
        return new Running(
                new DataDirectory(data).announced().map(FarmClient::new).filter(FarmClient::answers));
    }

    /** Says what became of a change: at once where no farm runs, else when the farm has followed; gives the exit status. */
    int tell(PluginVersion version, Predicate<List<PluginStatus>> done) {
        try (Running farm = running()) {
            if (farm.client().isEmpty()) {
                Say.result(line(version) + "  (no farm runs on " + data + "; it is so from the next start)");
                return 0;
            }
            for (int i = 0; i < POLLS; i++) {
                List<PluginStatus> now = farm.client().get().plugins();
                Optional<PluginStatus> refused = now.stream()
                        .filter(status ->
                                status.version().equals(version) && status.state() == PluginStatus.State.REFUSED)
                        .findFirst();
                if (refused.isPresent()) {
                    throw Complaint.of(
                            version.label() + " was not loaded by the farm:",
                            refused.get().notes());
                }
                if (done.test(now)) {
                    now.stream()
                            .filter(status -> status.version().id().equals(version.id()))
                            .forEach(status -> Say.result(line(status)));
                    return 0;
                }
                Say.pause(POLL_MILLIS);
            }
        }
        throw new Complaint("the farm on " + data + " has not followed yet; see 'calotype plugins show " + version.id()
                + "' and " + data.resolve("logs/farm.log.0"));
    }

    /** Whether this version is current. */
    static Predicate<List<PluginStatus>> current(PluginVersion version) {
        return now -> now.stream()
                .anyMatch(status -> status.version().equals(version) && status.state() == PluginStatus.State.CURRENT);
    }

    /** Whether no version of this plugin, or not this one, is current. */
    static Predicate<List<PluginStatus>> gone(PluginVersion version) {
        return current(version).negate();
    }

    static String line(PluginStatus status) {
        return String.format(
                Locale.ROOT,
                "%-46s  %-9s  %-8s  %s",
                line(status.version()),
                status.state().label(),
                status.signature().level().label(),
                String.join("; ", status.notes()));
    }

    private static String line(PluginVersion version) {
        return String.format(Locale.ROOT, "%-20s  %-10s  %s", version.id(), version.version(), version.shortDigest());
    }
}
