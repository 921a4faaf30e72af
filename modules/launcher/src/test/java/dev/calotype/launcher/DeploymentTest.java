package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code docker} and {@code k8s} say what Kubernetes, Docker and the program understand, and agree with each other. */
final class DeploymentTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path BASE = ROOT.resolve("k8s/base");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Deployment", Deployment.class,
            "StatefulSet", StatefulSet.class,
            "Service", Service.class,
            "Namespace", Namespace.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "PodDisruptionBudget", PodDisruptionBudget.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyFieldOfEveryManifestIsKnownToKubernetes() throws IOException {
        List<String> unknown = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (Path file : manifests()) {
            for (HasMetadata resource : resources(file)) {
                UnknownFields.of(resource, file.getFileName() + " " + resource.getKind(), unknown);
                kinds.add(resource.getKind());
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    }

    @Test
    void aFieldThatIsNotKnownWouldBeFound() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: a},
                 spec: {template: {spec: {containers: [{name: a, livenesProbe: {}}]}}}}
                """);
        List<String> unknown = new ArrayList<>();
        UnknownFields.of(resources(file).getFirst(), "it", unknown);
        assertThat(unknown).containsExactly("it.getSpec.getTemplate.getSpec.getContainers.livenesProbe");
    }

    @Test
    void kustomizePutsEachFolderTogether() throws IOException, InterruptedException {
        assumeTrue(
                Pattern.compile(":")
                        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl"))),
                "kubectl is not installed, so k8s was not put together by kustomize");
        for (String name : List.of("base", "gpu", "demo")) {
            Path out = folder.resolve(name + ".yaml");
            Process process = new ProcessBuilder("kubectl", "kustomize", ROOT.resolve("k8s/" + name) + "")
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isZero();
            assertThat(Files.readString(out)).contains("name: calotype-artefacts", "node = ${HOSTNAME}");
        }
        assertThat(Files.readString(folder.resolve("gpu.yaml"))).contains("nvidia.com/gpu: \"1\"", "path: /healthz");
    }

    @Test
    void whatPodsAndServicesNameIsThere() throws IOException {
        for (Path file : manifests()) {
            List<HasMetadata> resources = resources(file);
            for (HasMetadata resource : resources) {
                switch (resource) {
                    case Deployment farm -> {
                        assertThat(farm.getSpec().getTemplate().getMetadata().getLabels())
                                .containsAllEntriesOf(
                                        farm.getSpec().getSelector().getMatchLabels());
                        namesWhatItHas(farm.getSpec().getTemplate(), List.of());
                    }
                    case StatefulSet set -> {
                        assertThat(set.getSpec().getTemplate().getMetadata().getLabels())
                                .containsAllEntriesOf(
                                        set.getSpec().getSelector().getMatchLabels());
                        namesWhatItHas(
                                set.getSpec().getTemplate(),
                                set.getSpec().getVolumeClaimTemplates().stream()
                                        .map(claim -> claim.getMetadata().getName())
                                        .toList());
                    }
                    default -> assertThat(resource.getMetadata().getName()).isNotEmpty();
                }
            }
        }
        Service service = (Service) resources(BASE.resolve("service.yaml")).getFirst();
        Deployment farm = farm();
        assertThat(farm.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(ports(container()))
                .contains(
                        service.getSpec().getPorts().getFirst().getTargetPort().getStrVal());
    }

    private static void namesWhatItHas(PodTemplateSpec pod, List<String> claims) {
        List<String> volumes = new ArrayList<>(claims);
        pod.getSpec().getVolumes().stream().map(Volume::getName).forEach(volumes::add);
        for (Container container : pod.getSpec().getContainers()) {
            assertThat(container.getVolumeMounts())
                    .extracting(VolumeMount::getName)
                    .isSubsetOf(volumes);
            Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                    .filter(Objects::nonNull)
                    .filter(probe -> probe.getHttpGet() != null)
                    .forEach(probe -> {
                        assertThat(ports(container))
                                .contains(probe.getHttpGet().getPort().getStrVal());
                        assertThat(probe.getHttpGet().getPath()).isEqualTo("/healthz");
                    });
        }
    }

    @Test
    void bothConfigurationsAreReadAndListenWhereTheirContainersSay() throws IOException {
        Map<String, String> environment =
                Map.of("HOSTNAME", "node-7", "POSTGRES_USER", "calotype", "POSTGRES_PASSWORD", "a secret$1");
        Configuration pod = Configuration.read(BASE.resolve("server.properties"), environment);
        Configuration container = Configuration.read(ROOT.resolve("docker/server.properties"), environment);
        assertThat(pod).isEqualTo(container);
        assertThat(pod.node()).isEqualTo("node-7");
        assertThat(pod.postgres().orElseThrow().password()).isEqualTo("a secret$1");
        assertThat(pod.port())
                .isEqualTo(container().getPorts().getFirst().getContainerPort())
                .isEqualTo(8080);
        assertThat(container().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains(pod.artefacts().orElseThrow().toString(), "/etc/calotype");
        assertThat(container().getArgs()).contains("/etc/calotype/server.properties");
        assertThatThrownBy(() -> Configuration.read(BASE.resolve("server.properties"), Map.of("HOSTNAME", "a")))
                .hasMessageContaining("'postgres.user' names the variable POSTGRES_USER, which is not set")
                .hasMessageContaining("'postgres.password' names the variable POSTGRES_PASSWORD");
    }

    @Test
    void composeStartsWhatTheConfigurationNames() throws IOException {
        JsonNode compose = YAML.readTree(ROOT.resolve("docker/compose.yaml").toFile());
        assertThat(compose.path("services").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kafka", "postgres", "calotype");
        JsonNode farm = compose.path("services").path("calotype");
        assertThat(farm.path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "./server.properties:/etc/calotype/server.properties:ro",
                        "artefacts:/var/lib/calotype/artefacts");
        assertThat(compose.path("volumes").has("artefacts")).isTrue();
        compose.path("services")
                .forEach(service -> service.path("ports")
                        .forEach(port -> assertThat(port.asText())
                                .as("nobody is asked who they are, so ports stay on this machine")
                                .startsWith("127.0.0.1:")));
    }

    @Test
    void theImageTakesWhatTheBuildMakes() throws IOException {
        List<String> copied = Files.readAllLines(ROOT.resolve("docker/Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" ", 3)[1])
                .toList();
        assertThat(copied).hasSize(2).allSatisfy(path -> {
            assertThat(ROOT.resolve(path)).exists();
            assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
                    .anyMatch(line -> line.startsWith("!") && path.startsWith(line.substring(1)));
        });
        assertThat(Files.isExecutable(ROOT.resolve("docker/calotype"))).isTrue();
    }

    private static Deployment farm() throws IOException {
        return (Deployment) resources(BASE.resolve("farm.yaml")).getFirst();
    }

    private static Container container() throws IOException {
        return farm().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static List<String> ports(Container container) {
        return container.getPorts().stream().map(ContainerPort::getName).toList();
    }

    /** All but what kustomize reads itself. */
    private static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("card.yaml"))
                    .toList();
        }
    }

    private static List<HasMetadata> resources(Path file) throws IOException {
        List<HasMetadata> resources = new ArrayList<>();
        try (var parser = new YAMLFactory().createParser(file.toFile());
                var documents = YAML.readValues(parser, JsonNode.class)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                String kind = document.path("kind").asText();
                resources.add(YAML.treeToValue(document, Objects.requireNonNull(KINDS.get(kind), kind)));
            }
        }
        return resources;
    }
}
