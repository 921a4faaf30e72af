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
    /** What was loaded, and the loader that holds it; whoever gets it closes the loader. */
    record Opened(Plugin plugin, PluginClassLoader loader) {}

    /** Its own jar, and what that says. */
    private record Own(Path jar, PluginManifest manifest) {}

    /**
     * Loads the plugin and takes its names.
     *
     * @throws PluginRefused with every fault; then nothing of it stays open
     */
    @SuppressWarnings("resource") // the loader stays open as long as the plugin is in use
    Plugin load(Claims claims) throws IOException, PluginRefused {
        Opened opened = open();
        try {
            claims.take(opened.plugin());
            return opened.plugin();
        } catch (PluginRefused | RuntimeException e) {
            opened.loader().close();
            throw e;
        }
    }

    /**
     * Loads the plugin.
     *
     * @throws PluginRefused with every fault; then nothing of it stays open
     */
    Opened open() throws IOException, PluginRefused {
        List<Path> jars = jars();
        Own own = own(jars);
        List<String> faults = CodeRules.faults(own.manifest(), own.jar(), jars);
        if (!faults.isEmpty()) {
            throw new PluginRefused(faults);
        }
        String digest = digest();
        String name = own.manifest().id() + "-" + own.manifest().version() + "-" + digest.substring(0, 12);
        var loader = new PluginClassLoader(name, urls(jars), PluginPlace.class.getClassLoader());
        try {
            return new Opened(plugin(own.manifest(), digest, new Services(loader)), loader);
        } catch (PluginRefused | RuntimeException | Error e) {
            loader.close();
            throw e;
        }
    }

    /**
     * What its manifest says, without loading anything.
     *
     * @throws PluginRefused with every fault of the manifest
     */
    PluginVersion version() throws IOException, PluginRefused {
        PluginManifest manifest = own(jars()).manifest();
        return new PluginVersion(manifest.id(), manifest.version(), digest());
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

    private static Own own(List<Path> jars) throws PluginRefused {
        @Nullable Own own = null;
        List<String> faults = new ArrayList<>();
        for (Path jar : jars) {
            PluginManifest found = PluginManifest.read(jar, faults);
            if (found != null && own != null) {
                faults.add("it holds two plugins, '" + own.manifest().id() + "' and '" + found.id()
                        + "'; give each a folder of its own");
            }
            own = found == null ? own : new Own(jar, found);
        }
        if (own == null && faults.isEmpty()) {
            faults.add("no jar there has Calotype-Plugin-Id in its manifest");
        }
        if (own == null || !faults.isEmpty()) {
            throw new PluginRefused(faults);
        }
        return own;
    }

    /** Its jars, in the order of their names. */
    List<Path> jars() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Where its signature lies, if it has one. */
    Path signature() {
        return Files.isDirectory(path) ? path.resolve("plugin.sig") : path.resolveSibling(path.getFileName() + ".sig");
    }

    private static URL[] urls(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** SHA-256 over its jars, in the order of their names. */
    String digest() throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars()) {
                sha256.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
