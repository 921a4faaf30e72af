package dev.calotype.registry;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A detached Ed25519 signature (RFC 8032) over a plugin's id, version and digest: three lines {@code key}, {@code statement}
 * and {@code signature}, the last in base64.
 */
final class SignatureFile {
    private SignatureFile() {}

    /** What is signed: {@code calotype-plugin ID VERSION DIGEST}. */
    private static String statement(PluginVersion version) {
        return "calotype-plugin " + version.id() + " " + version.version() + " " + version.digest();
    }

    /** The lines of a signature under a key that others know by this name. */
    static String sign(PluginVersion version, String key, PrivateKey secret) throws GeneralSecurityException {
        var signing = java.security.Signature.getInstance("Ed25519");
        signing.initSign(secret);
        signing.update(statement(version).getBytes(StandardCharsets.UTF_8));
        String signed = Base64.getEncoder().encodeToString(signing.sign());
        return "key = " + key + "\nstatement = " + statement(version) + "\nsignature = " + signed + "\n";
    }

    /** What a plugin's signature is worth, given the keys that are trusted; its file may be missing. */
    static Signature check(Path file, PluginVersion version, Map<String, PublicKey> trusted) throws IOException {
        if (!Files.exists(file)) {
            return Signature.NONE;
        }
        Properties lines = read(file);
        String name = lines.getProperty("key", "");
        @Nullable PublicKey key = trusted.get(name);
        if (key == null) {
            return invalid("it is signed with the key '" + name + "', which is not trusted here");
        }
        String signed = lines.getProperty("statement", "");
        if (!verifies(key, signed, lines.getProperty("signature", ""))) {
            return invalid("its signature is not one of the key '" + name + "'");
        }
        return Objects.equals(signed, statement(version))
                ? new Signature(Signature.Level.SIGNED, name, "")
                : new Signature(
                        Signature.Level.MODIFIED,
                        "",
                        "'" + name + "' signed '" + signed + "'; this is '" + statement(version) + "'");
    }

    private static Properties read(Path file) throws IOException {
        var lines = new Properties();
        try (Reader reader = new StringReader(Files.readString(file))) {
            lines.load(reader);
        } catch (IllegalArgumentException broken) {
            lines.clear();
        }
        return lines;
    }

    private static boolean verifies(PublicKey key, String signed, String signature) {
        try {
            var checking = java.security.Signature.getInstance("Ed25519");
            checking.initVerify(key);
            checking.update(signed.getBytes(StandardCharsets.UTF_8));
            return checking.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    private static Signature invalid(String reason) {
        return new Signature(Signature.Level.INVALID, "", reason);
    }
}
