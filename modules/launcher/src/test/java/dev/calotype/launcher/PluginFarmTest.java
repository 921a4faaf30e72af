package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.PluginUse;
import dev.calotype.registry.PluginStatus;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of a farm that runs: installed, replaced under load, refused, rolled back and removed by its commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PluginFarmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JOB =
            "{\"id\":\"%s\",\"model\":\"shapes\",\"prompt\":\"a ring\",\"sampler\":\"walk\",\"steps\":6}";

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private LocalFarm farm;

    @SuppressWarnings("NullAway.Init")
    private FarmClient client;

    @SuppressWarnings("NullAway.Init")
    private Onlooker workers;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        var directory = new DataDirectory(folder.resolve("data"));
        farm = LocalFarm.start(directory, Objects.requireNonNull(directory.lock()), Configuration.usual(), said -> {});
        client = new FarmClient(farm.url());
        workers = new Onlooker(farm.kafka(), "calotype.worker.events");
    }

    @AfterAll
    void stop() {
        workers.close();
        client.close();
        farm.close();
    }

    @Test
    @Order(1)
    void theProgramsOwnPluginsAreLoadedTheSameWay() {
        assertThat(run("list").out())
                .containsPattern("(?m)^samplers +0\\.1\\.0 .* current +signed")
                .containsPattern("(?m)^stable-diffusion +0\\.1\\.0 .* current +signed");
        assertThat(run("show", "samplers").out()).contains("sampler euler").contains("signed by    the distribution");
    }

    @Test
    @Order(2)
    void installsOnlyWhatIsSignedOrAllowed() throws IOException {
        new JarMaker(folder).marked("walk", "1.0", 0).pack("one");
        Ran refused = run("install", jar("one"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("it is not signed");
        Ran installed = run("install", jar("one"), "--allow-unsigned");
        assertThat(installed.status()).as(installed.err()).isZero();
        assertThat(installed.out()).containsPattern("^walk +1\\.0 .* current +unsigned");
    }

    @Test
    @Order(3)
    void jobsKeepTheVersionTheyStartedWithAndSaySo() throws IOException {
        new JarMaker(folder).marked("walk", "2.0", 0).pack("two");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(client.submit(JOB.formatted("before-" + i)));
        }
        Ran installed = run("install", jar("two"), "--allow-unsigned");
        assertThat(installed.status()).as(installed.err()).isZero();
        for (int i = 0; i < 4; i++) {
            ids.add(client.submit(JOB.formatted("after-" + i)));
        }
        List<Job> jobs = new Following(client).toTheEnd(ids);
        assertThat(jobs).allMatch(job -> job.state() instanceof JobState.Succeeded);
        assertThat(jobs)
                .allSatisfy(job -> assertThat(job.plugins())
                        .extracting(PluginUse::id)
                        .containsExactly("stable-diffusion", "walk", "samplers"));
        assertThat(jobs.subList(12, 16)).allSatisfy(job -> {
            assertThat(version(job.plugins(), "walk")).isEqualTo("2.0");
            assertThat(job.spec().needs()).isEqualTo(job.plugins());
        });
        workers.await(
                1,
                record -> Onlooker.text(record).contains("\"switched\"")
                        && Onlooker.text(record).contains("\"version\":\"2.0\""));
    }

    @Test
    @Order(4)
    void aVersionThatDoesNotLoadLeavesTheOldOneAndIsToldEverywhere() throws Exception {
        new JarMaker(folder).marked("walk", "3.0", 0).lists("walk.Nowhere").pack("three");
        Ran refused = run("install", jar("three"), "--allow-unsigned");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("is not installed:").contains("walk.Nowhere not found");

        Files.copy(Path.of(jar("three")), folder.resolve("data/plugins/dropped.jar"));
        workers.await(
                1,
                record -> Onlooker.text(record).contains("\"refused\"")
                        && Onlooker.text(record).contains("plugin dropped.jar was not loaded"));
        assertThat(run("list").out())
                .containsPattern("(?m)^walk +3\\.0 .* refused")
                .containsPattern("(?m)^walk +2\\.0 .* current");
        HttpResponse<String> metrics;
        try (HttpClient http = HttpClient.newHttpClient()) {
            metrics = http.send(
                    HttpRequest.newBuilder(URI.create(farm.url() + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        assertThat(metrics.body())
                .containsPattern("calotype_plugin_changes_total\\{change=\"refused\",plugin=\"dropped.jar\"} 1");
        assertThat(drawn("still").plugins()).anyMatch(use -> use.version().equals("2.0"));
    }

    @Test
    @Order(5)
    void goesBackByOneCommandAndIsRemovedByAnother() throws IOException {
        Ran back = run("rollback", "walk");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(back.out()).containsPattern("(?m)^walk +1\\.0 .* current");
        assertThat(version(drawn("rolled-back").plugins(), "walk")).isEqualTo("1.0");
        assertThat(run("disable", "walk").status()).isZero();
        assertThat(run("enable", "walk").status()).isZero();
        assertThat(run("remove", "walk").status()).isZero();
        assertThat(run("show", "wolk").err()).contains("there is no plugin 'wolk'");
        assertThat(client.plugins())
                .noneMatch(
                        plugin -> plugin.version().id().equals("walk") && plugin.state() == PluginStatus.State.CURRENT);
    }

    @Test
    @Order(6)
    void anotherNodeComesToTheSamePluginsAndChangesThemForAll() throws IOException {
        for (String version : List.of("one", "two")) {
            assertThat(run("install", jar(version), "--allow-unsigned").status())
                    .isZero();
        }
        var second = new DataDirectory(folder.resolve("second"));
        try (LocalFarm other = LocalFarm.start(second, Objects.requireNonNull(second.lock()), joining(), said -> {});
                var elsewhere = new FarmClient(other.url())) {
            await().atMost(PATIENCE).until(() -> current(elsewhere, "2.0"));
            assertThat(version(drawn("with-two-nodes").plugins(), "walk")).isEqualTo("2.0");
            Ran back = Ran.command("plugins", "rollback", "walk", "--data", folder + "/second");
            assertThat(back.status()).as(back.err()).isZero();
            await().atMost(PATIENCE).until(() -> current(client, "1.0"));
            Ran off = Ran.command("plugins", "disable", "walk", "--data", folder + "/second");
            assertThat(off.status()).as(off.err()).isZero();
            await().atMost(PATIENCE).until(() -> !current(client, "1.0"));
            assertThat(run("list").out()).containsPattern("(?m)^walk +1\\.0 .* disabled");
        }
    }

    /** A node of the same farm: its Kafka, its Postgres and its artefacts. */
    private Configuration joining() throws IOException {
        return Configuration.read(Files.writeString(folder.resolve("second.properties"), """
                node = second
                kafka.bootstrap = %s
                postgres.url = %s
                postgres.user = postgres
                artefacts = %s
                """.formatted(
                        farm.kafka(), farm.postgres(), folder.resolve("data/artefacts"))));
    }

    private static boolean current(FarmClient node, String version) {
        return node.plugins().stream()
                .anyMatch(plugin -> plugin.state() == PluginStatus.State.CURRENT
                        && plugin.version().id().equals("walk")
                        && plugin.version().version().equals(version));
    }

    private Job drawn(String id) {
        return new Following(client)
                .toTheEnd(List.of(client.submit(JOB.formatted(id))))
                .getFirst();
    }

    private static String version(List<PluginUse> plugins, String id) {
        return plugins.stream()
                .filter(use -> use.id().equals(id))
                .map(PluginUse::version)
                .findFirst()
                .orElse("none");
    }

    private String jar(String name) {
        return folder.resolve(name).resolve(name + ".jar").toString();
    }

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("plugins"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", folder + "/data"));
        return Ran.command(all.toArray(String[]::new));
    }
}
