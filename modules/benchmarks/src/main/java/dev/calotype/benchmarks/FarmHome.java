package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder for a farm: a distribution with the built one's plugins and, beside them, the plugin and the model
 * that do nothing; and a data directory. Closing it deletes it.
 */
record FarmHome(Path built, Path folder) implements AutoCloseable {
    /** For a distribution that has been built. */
    static FarmHome of(Path built) throws IOException {
        if (!Files.isDirectory(built.resolve("lib"))) {
            throw new IOException("a farm was to be started from " + built.toAbsolutePath()
                    + ", which has no folder lib; build it first with 'mvn -DskipTests package'");
        }
        var home = new FarmHome(built, Files.createTempDirectory("calotype-benchmark"));
        Path plugins = Files.createDirectories(home.distribution().resolve("plugins"));
        try (Stream<Path> others = Files.list(built.resolve("plugins"))) {
            for (Path other : others.toList()) {
                link(plugins, other);
            }
        }
        home.serve(NoOpFamily.plugin());
        return home;
    }

    /** Serves one model more, under its directory's own name. */
    void serve(Path model) throws IOException {
        if (!Files.isDirectory(model)) {
            throw new IOException("model " + model.toAbsolutePath() + " was asked for and is no directory");
        }
        link(models(), model);
    }

    /** Serves a model of a plugin's own family, in a directory with an empty file of that name; gives the directory. */
    Path serve(PluginJar plugin) throws IOException {
        plugin.drop(distribution().resolve("plugins"));
        Path model = Files.createDirectories(models().resolve(plugin.id()));
        Files.createFile(model.resolve(plugin.id()));
        return model;
    }

    /** Has the farm load whatever is put into its plugin directory; gives that. */
    Path allowUnsigned() throws IOException {
        Files.writeString(settings(), "plugins.unsigned = allow\n");
        return Files.createDirectories(data().resolve("plugins"));
    }

    /** The farm's configuration, if there is one. */
    Path settings() {
        return folder.resolve("farm.properties");
    }

    Path distribution() {
        return folder.resolve("distribution");
    }

    Path data() {
        return folder.resolve("data");
    }

    private Path models() {
        return distribution().resolve("models");
    }

    private static void link(Path into, Path target) throws IOException {
        Path real = target.toRealPath();
        Files.createSymbolicLink(into.resolve(real.getFileName().toString()), real);
    }

    /** Deletes everything, but follows no link. */
    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
