package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a plugin is, from the manifest of its jar. What it adds is not stated there: its services tell.
 *
 * @param id {@code Calotype-Plugin-Id}, such as {@code samplers}
 * @param version {@code Calotype-Plugin-Version}
 * @param spi {@code Calotype-Plugin-Spi}: the versions of the contracts it runs on, such as {@code 1} or {@code 1.2-2}
 * @param permissions {@code Calotype-Plugin-Permissions}: what it needs beyond computing; none where it is left out
 */
public record PluginManifest(String id, String version, String spi, Set<Permission> permissions) {
    private static final int MAJOR = 1;
    private static final int MINOR = 1;

    /** The version of the contracts here. */
    static final String SPI = MAJOR + "." + MINOR;

    private static final String PREFIX = "Calotype-Plugin-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    /** Copies the permissions. */
    public PluginManifest {
        permissions = Set.copyOf(permissions);
    }

    /** Of a plugin that only computes. */
    public PluginManifest(String id, String version, String spi) {
        this(id, version, spi, Set.of());
    }

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
        } catch (IOException | SecurityException e) {
            faults.add(jar.getFileName() + " cannot be read as a jar (" + e.getMessage() + ")");
            return null;
        }
    }

    private static PluginManifest checked(Attributes attributes, String jar, List<String> faults) {
        List<String> missing = new ArrayList<>();
        var found = new PluginManifest(
                value(attributes, "Id", missing),
                value(attributes, "Version", missing),
                value(attributes, "Spi", missing),
                permissions(attributes, faults));
        if (!missing.isEmpty()) {
            faults.add(jar + " lacks " + String.join(", ", missing) + " in its manifest");
        }
        for (String name : List.of(found.id, found.version)) {
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                faults.add("'" + name + "' is no id or version; it may have letters, digits and ._+-");
            }
        }
        boolean fits = SpiRange.of(found.spi)
                .filter(range -> range.holds(MAJOR, MINOR))
                .isPresent();
        if (!found.spi.isEmpty() && !fits) {
            faults.add("it was built against version " + found.spi + " of the contracts; this farm has version " + SPI
                    + "; build it against that one");
        }
        return found;
    }

    private static Set<Permission> permissions(Attributes attributes, List<String> faults) {
        var stated = EnumSet.noneOf(Permission.class);
        String text = attributes.getValue(PREFIX + "Permissions");
        for (String label : text == null ? new String[0] : text.strip().split("[\\s,]+")) {
            if (!label.isEmpty()) {
                Permission.of(label)
                        .ifPresentOrElse(
                                stated::add,
                                () -> faults.add("there is no permission '" + label
                                        + "'; there are network, files and processes"));
            }
        }
        return stated;
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
