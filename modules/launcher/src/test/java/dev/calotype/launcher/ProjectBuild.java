package dev.calotype.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles and packs a generated project without Maven, against some version of the contracts. */
record ProjectBuild(Path project, List<Path> contracts) {
    /** Against the contracts of this distribution. */
    static ProjectBuild here(Path project) throws IOException {
        try (Stream<Path> libraries = Files.list(Distribution.current().home().resolve("lib"))) {
            return new ProjectBuild(
                    project,
                    libraries
                            .filter(library -> library.getFileName().toString().matches("(calotype-spi|jspecify)-.*"))
                            .toList());
        }
    }

    /** Packs a jar of this name. */
    Path pack(String name) throws IOException {
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                String.join(":", contracts.stream().map(Path::toString).toList())));
        files(project.resolve("src/main/java")).forEach(source -> arguments.add(source.toString()));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("the project does not compile");
        }
        return jar(name, classes);
    }

    private Path jar(String name, Path classes) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Calotype-Plugin-Id", name);
        manifest.getMainAttributes().putValue("Calotype-Plugin-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Calotype-Plugin-Spi", "1");
        manifest.getMainAttributes().putValue("Calotype-Plugin-Permissions", "files");
        Path jar = project.resolve("target").resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var packed = new JarOutputStream(out, manifest)) {
            for (Path root : List.of(classes, project.resolve("src/main/resources"))) {
                for (Path file : files(root)) {
                    packed.putNextEntry(new JarEntry(root.relativize(file).toString()));
                    packed.write(Files.readAllBytes(file));
                    packed.closeEntry();
                }
            }
        }
        return jar;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
