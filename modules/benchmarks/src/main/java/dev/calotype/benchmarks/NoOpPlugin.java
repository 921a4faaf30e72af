package dev.calotype.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The plugin that brings {@link NoOpFamily} into a farm: a jar of its own, made from the classes here. */
final class NoOpPlugin {
    private static final List<Class<?>> CLASSES = List.of(NoOpFamily.class, NoOpModel.class, StraightProcess.class);

    private NoOpPlugin() {}

    /** Writes the jar. */
    static void write(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Map.of("Id", "no-op", "Version", "1", "Spi", "1", "Permissions", "files")
                .forEach((key, value) -> attributes.putValue("Calotype-Plugin-" + key, value));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    put(out, name, Objects.requireNonNull(in, name).readAllBytes());
                }
            }
            String service = "META-INF/services/dev.calotype.spi.ModelFamily";
            put(out, service, NoOpFamily.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
