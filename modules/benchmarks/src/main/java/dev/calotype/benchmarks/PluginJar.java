package dev.calotype.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A plugin's jar, made from classes that are here.
 *
 * @param id the plugin's
 * @param version the plugin's
 * @param classes what it holds
 * @param files what it holds beside them: text by path
 */
record PluginJar(String id, String version, List<Class<?>> classes, Map<String, String> files) {
    /** The plugin with {@link MarkedSampler}, of this version and mark. */
    static PluginJar marked(int mark) {
        return new PluginJar(
                MarkedSampler.NAME,
                Integer.toString(mark),
                List.of(MarkedSampler.class, MarkedSampler.None.class),
                Map.of(
                        MarkedSampler.MARK,
                        Integer.toString(mark),
                        "META-INF/services/dev.calotype.spi.SamplerFactory",
                        MarkedSampler.class.getName()));
    }

    /** Puts the jar into a directory of plugins, whole, over one that lies there. */
    void drop(Path directory) throws IOException {
        Path part = directory.resolve("." + id + ".jar");
        write(part);
        Files.move(
                part,
                directory.resolve(id + ".jar"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes the jar. */
    void write(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Map.of("Id", id, "Version", version, "Spi", "1", "Permissions", "files")
                .forEach((key, value) -> attributes.putValue("Calotype-Plugin-" + key, value));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    put(out, name, Objects.requireNonNull(in, name).readAllBytes());
                }
            }
            for (var file : files.entrySet()) {
                put(out, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
