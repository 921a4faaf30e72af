package dev.calotype.registry;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one plugin lies: a folder with its jar and the libraries it needs, or a single jar. */
record PluginPlace(Path path) {
    /**
     * Loads the plugin and takes its names.
     *
     * @throws PluginRefused with every fault; then nothing of it stays open
     */
    @SuppressWarnings("resource") // the loader stays open as long as the plugin is in use
    Plugin load(Claims claims) throws IOException, PluginRefused {
        List<Path> jars = jars();
        PluginManifest manifest = manifest(jars);
        var loader = new PluginClassLoader(manifest.id(), urls(jars), PluginPlace.class.getClassLoader());
        try {
            Plugin plugin = plugin(manifest, digest(jars), new Services(loader));
            claims.take(plugin);
            return plugin;
        } catch (PluginRefused | RuntimeException e) {
            loader.close();
            throw e;
        }
    }

    private static Plugin plugin(PluginManifest manifest, String digest, Services services) throws PluginRefused {
        var samplers = new ArrayList<SamplerFactory<?>>();
        services.made(SamplerFactory.class, factory -> factory.name()).forEach(samplers::add);
        var schedules = new ArrayList<ScheduleFactory<?>>();
        services.made(ScheduleFactory.class, factory -> factory.name()).forEach(schedules::add);
        List<ModelFamily> families = services.made(ModelFamily.class, ModelFamily::name);
        var conditioners = new ArrayList<ConditionerFamily<?>>();
        services.made(ConditionerFamily.class, family -> family.name()).forEach(conditioners::add);
        if (!services.faults().isEmpty()) {
            throw new PluginRefused(services.faults());
        }
        if (samplers.isEmpty() && schedules.isEmpty() && families.isEmpty() && conditioners.isEmpty()) {
            throw new PluginRefused(List.of("it adds nothing; list what it adds under META-INF/services"));
        }
        return new Plugin(manifest, digest, samplers, schedules, families, conditioners);
    }

    private static PluginManifest manifest(List<Path> jars) throws PluginRefused {
        @Nullable PluginManifest manifest = null;
        List<String> faults = new ArrayList<>();
        for (Path jar : jars) {
            PluginManifest found = PluginManifest.read(jar, faults);
            if (found != null && manifest != null) {
                faults.add("it holds two plugins, '" + manifest.id() + "' and '" + found.id()
                        + "'; give each a folder of its own");
            }
            manifest = found == null ? manifest : found;
        }
        if (manifest == null && faults.isEmpty()) {
            faults.add("no jar there has Calotype-Plugin-Id in its manifest");
        }
        if (manifest == null || !faults.isEmpty()) {
            throw new PluginRefused(faults);
        }
        return manifest;
    }

    private List<Path> jars() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static URL[] urls(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static String digest(List<Path> jars) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) {
                sha256.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
