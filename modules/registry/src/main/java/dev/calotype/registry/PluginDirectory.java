package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Loads what lies in a {@code plugins/} directory: a folder a plugin, or a single jar. */
public final class PluginDirectory {
    private PluginDirectory() {}

    /**
     * What was found. No two plugins have one id, nor add one name.
     *
     * @param plugins those that loaded, in the order of their places
     * @param faults one sentence for each that did not, naming it and every reason
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
        var claims = new Claims();
        for (Path place : children(directory, faults)) {
            try {
                plugins.add(new PluginPlace(place).load(claims));
            } catch (PluginRefused | IOException | RuntimeException e) {
                faults.add("plugin " + place.getFileName() + " was not loaded: "
                        + (e instanceof PluginRefused ? e.getMessage() : e.toString()));
            }
        }
        return new Found(plugins, faults);
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
}
