package dev.calotype.registry;

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
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads what lies in a {@code plugins/} directory: a folder a plugin, or a single jar. */
public final class PluginDirectory {
    private PluginDirectory() {}

    /**
     * What was found.
     *
     * @param plugins those that loaded
     * @param faults one sentence for each that did not, naming it and why
     */
    public record Found(List<Plugin> plugins, List<String> faults) {
        /** Copies both lists. */
        public Found {
            plugins = List.copyOf(plugins);
            faults = List.copyOf(faults);
        }
    }

    /** Loads every plugin of the directory; one that fails is reported and the others go on. */
    public static Found load(Path directory) {
        List<Plugin> plugins = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Path place : children(directory, faults)) {
            try {
                plugins.add(loadOne(place));
            } catch (IOException | LinkageError | ServiceConfigurationError | RuntimeException e) {
                faults.add("plugin " + place.getFileName() + " was not loaded: " + reason(e));
            }
        }
        return new Found(plugins, faults);
    }

    private static Plugin loadOne(Path place) throws IOException {
        List<Path> jars = jars(place);
        PluginManifest manifest = null;
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
            PluginManifest found = PluginManifest.read(jar);
            if (found != null && manifest != null) {
                throw new IOException("it holds two plugins, '" + manifest.id() + "' and '" + found.id() + "'");
            }
            manifest = found == null ? manifest : found;
        }
        if (manifest == null) {
            throw new IOException("no jar there has Calotype-Plugin-Id in its manifest");
        }
        return instantiate(manifest, jars, urls.toArray(URL[]::new));
    }

    private static Plugin instantiate(PluginManifest manifest, List<Path> jars, URL[] urls) throws IOException {
        @SuppressWarnings("resource") // open as long as the plugin is in use
        var loader = new PluginClassLoader(manifest.id(), urls, PluginDirectory.class.getClassLoader());
        var samplers = new ArrayList<SamplerFactory<?>>();
        own(SamplerFactory.class, loader).forEach(samplers::add);
        var schedules = new ArrayList<ScheduleFactory<?>>();
        own(ScheduleFactory.class, loader).forEach(schedules::add);
        List<ModelFamily> families = own(ModelFamily.class, loader);
        if (samplers.isEmpty() && schedules.isEmpty() && families.isEmpty()) {
            throw new IOException("it adds nothing; list what it adds under META-INF/services");
        }
        return new Plugin(manifest, digest(jars), samplers, schedules, families);
    }

    private static <T> List<T> own(Class<T> service, ClassLoader loader) {
        return ServiceLoader.load(service, loader).stream()
                .filter(provider -> Objects.equals(provider.type().getClassLoader(), loader))
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<Path> jars(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> children(Path directory, List<String> faults) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> Files.isDirectory(file) || file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            faults.add("the plugin directory " + directory + " cannot be read: " + e);
            return List.of();
        }
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

    private static String reason(Throwable e) {
        @Nullable Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause + ")";
    }
}
