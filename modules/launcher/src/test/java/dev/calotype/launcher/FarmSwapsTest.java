package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.PluginUse;
import dev.calotype.registry.PluginStatus.State;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A jar in the plugin directory that is replaced again and again while jobs from Kafka go through a whole farm: twenty times,
 * or fewer where the machine is busy, so that it ends in half a minute or so.
 */
final class FarmSwapsTest {
    private static final int MOST = 20;
    private static final int LEAST = 4;
    private static final Duration ENOUGH = Duration.ofSeconds(15);
    private static final List<String> SAMPLERS = List.of("walk", "euler", "dpm++2m");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Instant> dropped = new ArrayList<>();
    private final List<Instant> switched = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    @Test
    void noJobFailsEachHasTheVersionOfItsTimeAndNothingOfTheOldOnesIsLeft() throws IOException {
        var data = new DataDirectory(folder.resolve("data"));
        Path allowing = Files.writeString(folder.resolve("farm.properties"), "plugins.unsigned = allow\n");
        new JarMaker(folder).marked("walk", "0", 0).pack("walk");
        try (LocalFarm farm = LocalFarm.start(
                        data, Objects.requireNonNull(data.lock()), Configuration.read(allowing), said -> {});
                var client = new FarmClient(farm.url());
                var workers = new Onlooker(farm.kafka(), "calotype.worker.events");
                var events = new Onlooker(farm.kafka(), "calotype.job.events")) {
            Instant enough = Instant.now().plus(ENOUGH);
            for (int version = 0;
                    version <= MOST && (version <= LEAST || Instant.now().isBefore(enough));
                    version++) {
                drop(data.at("plugins"), version);
                awaitSwitch(workers, version);
                submitAll(events, version);
            }
            List<Job> jobs = new Following(client).toTheEnd(ids);
            assertThat(jobs).allMatch(job -> job.state() instanceof JobState.Succeeded && job.attempt() == 1);
            jobs.forEach(this::hasVersionOfItsTime);
            assertThat(switched.get(version(jobs.getFirst()) + 1))
                    .as("when the version of the long job was replaced")
                    .isBefore(jobs.getFirst().changedAt());
            await().atMost(PATIENCE).until(() -> isAllThatIsLeftCurrent(client));
        }
    }

    /** Moves a jar there whole, over the one before; they differ in their versions alone. */
    private void drop(Path inbox, int version) throws IOException {
        Path part = inbox.resolve(".walk.jar");
        stamp(folder.resolve("walk").resolve("walk.jar"), part, version);
        dropped.add(Instant.now());
        Files.move(
                part, inbox.resolve("walk.jar"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void stamp(Path from, Path to, int version) throws IOException {
        try (var in = new JarInputStream(Files.newInputStream(from))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue("Calotype-Plugin-Version", Integer.toString(version));
            try (var out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
    }

    /** A job for each sampler, and before all others a long one; returns when one has used this version. */
    private void submitAll(Onlooker events, int version) {
        if (version == 0) {
            submit(events, "long", "walk", 150);
        }
        for (String sampler : SAMPLERS) {
            submit(events, sampler.replaceAll("\\W", "") + "-" + version, sampler, 3);
        }
        events.await(1, record -> Onlooker.is(record, "walk-" + version, "job.succeeded"));
    }

    private void submit(Onlooker farm, String id, String sampler, int steps) {
        ids.add(id);
        farm.write(
                id,
                "{\"model\":\"shapes\",\"prompt\":\"a ring\",\"sampler\":\"" + sampler + "\",\"steps\":" + steps + "}");
    }

    private void awaitSwitch(Onlooker workers, int version) {
        ConsumerRecord<String, byte[]> told =
                workers.await(1, record -> isSwitch(record, version)).getFirst();
        switched.add(Instant.parse(Onlooker.header(told, "ce_time")));
    }

    private boolean isSwitch(ConsumerRecord<String, byte[]> record, int version) {
        try {
            JsonNode data = json.readTree(record.value());
            return data.path("change").asText().equals("switched")
                    && data.path("plugin").asText().equals("walk")
                    && data.path("version").asInt() == version;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** It came before its job ended, and its successor was not yet there when its job was taken in. */
    private void hasVersionOfItsTime(Job job) {
        int version = version(job);
        if (job.id().startsWith("walk-")) {
            assertThat(job.id()).isEqualTo("walk-" + version);
        }
        if (version >= 0) {
            assertThat(dropped.get(version)).as(job.id()).isBefore(job.changedAt());
        }
        if (version >= 0 && version + 1 < switched.size()) {
            assertThat(switched.get(version + 1)).as(job.id()).isAfter(job.createdAt());
        }
    }

    /** Which version of the swapped plugin a job was given; −1 if it needed none. */
    private static int version(Job job) {
        return job.plugins().stream()
                .filter(use -> use.id().equals("walk"))
                .map(PluginUse::version)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(-1);
    }

    private static boolean isAllThatIsLeftCurrent(FarmClient client) {
        System.gc();
        return client.plugins().stream().allMatch(plugin -> plugin.state() == State.CURRENT);
    }
}
