package dev.calotype.launcher;

import dev.calotype.registry.PluginInstallation;
import dev.calotype.registry.PluginRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a plugin: writes the signature beside it. */
@Command(
        name = "sign",
        description = "Signs a plugin with an Ed25519 key, as 'openssl genpkey -algorithm ed25519' makes one.",
        mixinStandardHelpOptions = true)
final class PluginsSignCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JAR|DIR", description = "the plugin")
    Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "the private key (PKCS#8 PEM)")
    Path key = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "the name farms know the key by: its public half is NAME.pub in their plugin-state/keys")
    String name = "";

    @Override
    public Integer call() throws IOException {
        try {
            Say.result(
                    PluginInstallation.sign(file, name, Files.readString(key)).toString());
            return 0;
        } catch (PluginRefused e) {
            throw Complaint.of("the plugin " + file + " cannot be signed:", e.faults());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Complaint("the key " + key + " is no private Ed25519 key (" + e.getMessage()
                    + "); make one with 'openssl genpkey -algorithm ed25519 -out " + key + "'");
        }
    }
}
