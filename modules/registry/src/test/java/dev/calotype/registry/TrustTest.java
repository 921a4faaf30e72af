package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.registry.PluginNews.Refused;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose plugins are loaded: signatures, allowances, ids, and what the manifest must state. */
final class TrustTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PluginBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = PluginBench.careful(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void loadsWhatIsSignedByAKeyThatIsTrusted() throws Exception {
        KeyPair anna = trusted("anna");
        signed("walk", "1.0", 1, "one", anna, "anna");
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(bench.registry().status())
                .singleElement()
                .satisfies(status ->
                        assertThat(status.signature()).isEqualTo(new Signature(Signature.Level.SIGNED, "anna", "")));
    }

    @Test
    void loadsWhatIsNotSignedOnlyIfTheOperatorAllowsThisContent() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "one");
        bench.settle();
        assertThat(bench.versions()).isEmpty();
        assertThat(refusal()).contains("it is not signed").contains("--allow-unsigned");
        var shelf = new VersionShelf(bench.home.versions());
        var version = new PluginVersion("walk", "1.0", shelf.take(new PluginPlace(bench.made("one"))));
        bench.wanted().change(wanted -> wanted.with(Choice.of(version).then(version, true)));
        bench.registry().look();
        assertThat(bench.mark("walk")).isEqualTo(1);
    }

    @Test
    void tellsModifiedFromInvalid() throws Exception {
        KeyPair anna = trusted("anna");
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        bench.marked("walk", "1.0", 1).pack("one");
        bench.marked("walk", "1.0", 7).pack("changed");
        String ofOne = SignatureFile.sign(version("one"), "anna", anna.getPrivate());
        Files.writeString(bench.home.inbox().resolve("changed.jar.sig"), ofOne);
        bench.drop("changed", "changed.jar");
        bench.settle();
        assertThat(refusal()).contains("its signature is modified: 'anna' signed 'calotype-plugin walk 1.0 ");

        String byStranger = SignatureFile.sign(version("one"), "anna", stranger.getPrivate());
        Files.writeString(bench.home.inbox().resolve("forged.jar.sig"), byStranger);
        bench.drop("one", "forged.jar");
        bench.settle();
        assertThat(refusal()).contains("its signature is invalid: its signature is not one of the key 'anna'");

        String unknown = SignatureFile.sign(version("one"), "zoe", stranger.getPrivate());
        Files.writeString(bench.home.inbox().resolve("unknown.jar.sig"), unknown);
        bench.drop("one", "unknown.jar");
        bench.settle();
        assertThat(refusal()).contains("signed with the key 'zoe', which is not trusted here");
        assertThat(bench.versions()).isEmpty();
    }

    @Test
    void anIdBelongsToWhoSignedIt() throws Exception {
        signed("walk", "1.0", 1, "one", trusted("anna"), "anna");
        bench.settle();
        signed("walk", "2.0", 2, "two", trusted("boris"), "boris");
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(refusal()).contains("it claims the id 'walk', which belongs to anna");
    }

    @Test
    void aPluginsNamesAreNotTakenByAnother() throws Exception {
        KeyPair anna = trusted("anna");
        signed("walk", "1.0", 1, "one", anna, "anna");
        bench.settle();
        new JarMaker(folder.resolve("made"))
                .plugin("other")
                .sampler("other.Walk", "walk")
                .pack("two");
        Files.writeString(
                bench.home.inbox().resolve("two.jar.sig"),
                SignatureFile.sign(version("two"), "anna", anna.getPrivate()));
        bench.drop("two", "two.jar");
        bench.settle();
        assertThat(refusal()).contains("it has the sampler 'walk', as plugin 'walk' has; remove one of them");
    }

    @Test
    void refusesNeedsThatAreNotStatedAndCallsThatEndTheFarm() throws IOException {
        bench.drop(
                bench.marked("walk", "1.0", 1)
                        .source("walk.Other", """
                package walk;
                final class Other {
                    void read() throws Exception {
                        java.nio.file.Files.size(java.nio.file.Path.of("x"));
                        new ProcessBuilder("ls").start();
                        System.exit(3);
                    }
                }
                """)
                        .entry("Calotype-Plugin-Permissions", "files, wishes"),
                "greedy");
        bench.settle();
        assertThat(refusal()).contains("there is no permission 'wishes'; there are network, files and processes");
        bench.drop(
                bench.marked("walk", "1.0", 2).source("walk.Other", """
                package walk;
                final class Other {
                    void read() throws Exception {
                        java.nio.file.Files.size(java.nio.file.Path.of("x"));
                        new ProcessBuilder("ls").start();
                        System.exit(3);
                    }
                }
                """).entry("Calotype-Plugin-Permissions", "files"),
                "still");
        allow("still");
        assertThat(refusal())
                .contains("walk.Other calls java.lang.System.exit, which ends the farm")
                .contains("walk.Other calls java.lang.ProcessBuilder.<init>; state it as"
                        + " 'Calotype-Plugin-Permissions: processes'")
                .doesNotContain("nio.file");
    }

    private void allow(String made) throws IOException {
        var shelf = new VersionShelf(bench.home.versions());
        String digest = shelf.take(new PluginPlace(bench.made(made)));
        var version = new PluginVersion("walk", "1.0", digest);
        bench.wanted().change(wanted -> wanted.with(Choice.of(version).then(version, true)));
        bench.registry().look();
    }

    private KeyPair trusted(String name) throws GeneralSecurityException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
        Files.writeString(Files.createDirectories(bench.home.keys()).resolve(name + ".pub"), pem);
        return pair;
    }

    private void signed(String id, String version, double mark, String name, KeyPair by, String key) throws Exception {
        bench.marked(id, version, mark).pack(name);
        Files.writeString(
                bench.home.inbox().resolve(name + ".jar.sig"), SignatureFile.sign(version(name), key, by.getPrivate()));
        bench.drop(name, name + ".jar");
    }

    private PluginVersion version(String made) throws IOException, PluginRefused {
        return new PluginPlace(bench.made(made)).version();
    }

    private String refusal() {
        return bench.news(Refused.class).getLast().line();
    }
}
