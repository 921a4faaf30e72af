package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Who a plugin is, from the manifest of its jar.
 *
 * @param id {@code Calotype-Plugin-Id}, such as {@code samplers}
 * @param version {@code Calotype-Plugin-Version}
 * @param spi {@code Calotype-Plugin-Spi}: the version of the contracts it was built against
 */
public record PluginManifest(String id, String version, String spi) {
    /** The version of the contracts here. */
    static final String SPI = "1";

    private static final String PREFIX = "Calotype-Plugin-";

    /**
     * The manifest of a jar, or null if the jar is a library and not a plugin.
     *
     * @param faults is told everything that is wrong with it
     */
    static @Nullable PluginManifest read(Path jar, List<String> faults) {
        try (var file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            if (attributes.keySet().stream().noneMatch(key -> key.toString().startsWith(PREFIX))) {
                return null;
            }
            return checked(attributes, jar.getFileName().toString(), faults);
        } catch (IOException e) {
            faults.add(jar.getFileName() + " cannot be read as a jar (" + e.getMessage() + ")");
            return null;
        }
    }

    private static PluginManifest checked(Attributes attributes, String jar, List<String> faults) {
        List<String> missing = new ArrayList<>();
        var found = new PluginManifest(
                value(attributes, "Id", missing),
                value(attributes, "Version", missing),
                value(attributes, "Spi", missing));
        if (!missing.isEmpty()) {
            faults.add(jar + " lacks " + String.join(", ", missing) + " in its manifest");
        }
        if (!found.spi().isEmpty() && !found.spi().equals(SPI)) {
            faults.add("it was built against version " + found.spi() + " of the contracts; this farm has version " + SPI
                    + "; build it against that one");
        }
        return found;
    }

    private static String value(Attributes attributes, String name, List<String> missing) {
        String value = attributes.getValue(PREFIX + name);
        if (value == null || value.isBlank()) {
            missing.add(PREFIX + name);
            return "";
        }
        return value.strip();
    }
}
