package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Ed25519 keys that an operator trusts: {@code NAME.pub} in a folder, as {@code openssl pkey -pubout} writes them. */
final class TrustedKeys {
    private static final String ENDING = ".pub";

    private TrustedKeys() {}

    /**
     * Reads a folder, which may be missing.
     *
     * @param faults is told of every file that is no key
     */
    static Map<String, PublicKey> read(Path folder, List<String> faults) throws IOException {
        Map<String, PublicKey> keys = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return keys;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    try {
                        keys.put(name.substring(0, name.length() - ENDING.length()), key(Files.readString(file)));
                    } catch (GeneralSecurityException | IllegalArgumentException | IOException broken) {
                        faults.add(file + " is no Ed25519 key (" + broken.getMessage()
                                + "); write it with 'openssl pkey -in KEY -pubout'");
                    }
                }
            }
        }
        return keys;
    }

    private static PublicKey key(String pem) throws GeneralSecurityException {
        String text = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }
}
