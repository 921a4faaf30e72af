package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks for, and that a registry on the same directories follows. */
final class PluginInstallationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PluginBench bench;

    @SuppressWarnings("NullAway.Init")
    private PluginInstallation installation;

    @BeforeEach
    void start() throws IOException {
        bench = PluginBench.careful(folder);
        bench.marked("shipped", "1.0", 1).pack("shipped-1");
        Files.copy(bench.made("shipped-1"), bench.home.builtIn().getFirst().resolve("shipped.jar"));
        bench.restart();
        bench.registry().look();
        installation = new PluginInstallation(bench.home, PluginPolicy.USUAL);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void installsRollsBackAndRemovesWhatTheProgramShips() throws Exception {
        bench.marked("shipped", "2.0", 2).pack("two");
        installation.install(bench.made("two"), true);
        bench.registry().look();
        assertThat(bench.mark("shipped")).isEqualTo(2);
        assertThat(installation.status())
                .singleElement()
                .satisfies(status -> assertThat(status.notes().getFirst()).startsWith("before: 1.0 ("));
        installation.rollback("shipped");
        bench.registry().look();
        assertThat(bench.mark("shipped")).isEqualTo(1);
        assertThatThrownBy(() -> installation.rollback("shipped"))
                .hasMessageContaining("there is no earlier version to go back to");
        installation.install(bench.made("two"), true);
        bench.registry().look();
        installation.remove("shipped");
        bench.registry().look();
        assertThat(bench.mark("shipped")).isEqualTo(1);
        assertThatThrownBy(() -> installation.remove("shipped")).hasMessageContaining("came with the program");
    }

    @Test
    void loadsWhatIsWantedForAProgramThatRunsNoFarm() throws Exception {
        bench.marked("walk", "1.0", 1).pack("walk");
        installation.install(bench.made("walk"), true);
        assertThat(loaded()).containsExactly("shipped 1.0", "walk 1.0");
        bench.marked("shipped", "2.0", 2).pack("two");
        installation.install(bench.made("two"), true);
        installation.enable("walk", false);
        assertThat(loaded()).containsExactly("shipped 2.0");
        installation.rollback("shipped");
        assertThat(loaded()).containsExactly("shipped 1.0");
    }

    private List<String> loaded() throws IOException {
        PluginDirectory.Found found = installation.load();
        assertThat(found.faults()).isEmpty();
        return found.plugins().stream()
                .map(plugin -> plugin.manifest().id() + " " + plugin.manifest().version())
                .toList();
    }

    @Test
    void disablesAndEnablesAlsoWhatTheProgramShips() throws IOException {
        installation.enable("shipped", false);
        bench.registry().look();
        assertThat(bench.versions()).isEmpty();
        installation.enable("shipped", true);
        bench.registry().look();
        assertThat(bench.mark("shipped")).isEqualTo(1);
        assertThatThrownBy(() -> installation.enable("shiped", true))
                .hasMessageContaining("there is no plugin 'shiped'");
    }

    @Test
    void doesNotInstallWhatCannotBeLoadedAndSaysWhy() throws IOException {
        bench.marked("walk", "1.0", 1).lists("walk.Nowhere").pack("bad");
        assertThatThrownBy(() -> installation.install(bench.made("bad"), true))
                .isInstanceOf(PluginRefused.class)
                .hasMessageContaining("walk.Nowhere not found");
        bench.marked("walk", "1.0", 1).pack("fine");
        assertThatThrownBy(() -> installation.install(bench.made("fine"), false))
                .hasMessageContaining("it is not signed");
        assertThat(bench.wanted().read()).isEqualTo(Wanted.NOTHING);
    }

    @Test
    void signsAPluginSoThatItNeedsNoAllowance() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(
                Files.createDirectories(bench.home.keys()).resolve("anna.pub"),
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        bench.marked("walk", "1.0", 1).pack("walk");
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        assertThat(PluginInstallation.sign(bench.made("walk"), "anna", pem)).hasFileName("walk.jar.sig");
        installation.install(bench.made("walk"), false);
        bench.registry().look();
        assertThat(bench.registry().status())
                .anyMatch(status -> status.signature().signer().equals("anna"));
    }

    @Test
    void removingDeletesWhatLiesInThePluginDirectory() throws Exception {
        bench.drop(bench.marked("walk", "1.0", 1), "walk");
        installation.install(bench.made("walk"), true);
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
        installation.remove("walk");
        bench.settle();
        assertThat(bench.home.inbox()).isEmptyDirectory();
        assertThat(bench.versions()).containsExactly("shipped 1.0");
    }
}
