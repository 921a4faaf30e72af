package dev.calotype.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles plugins from source and packs them, as an author's build would. */
public final class JarMaker {
    private final Path folder;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    /** A maker of jars in a folder. */
    public JarMaker(Path folder) {
        this.folder = folder;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** An entry of the manifest. */
    public JarMaker entry(String key, String value) {
        manifest.getMainAttributes().putValue(key, value);
        return this;
    }

    /** The entries that every plugin must have. */
    public JarMaker plugin(String id) {
        return entry("Calotype-Plugin-Id", id)
                .entry("Calotype-Plugin-Version", "1.0")
                .entry("Calotype-Plugin-Spi", "1");
    }

    /** A class, by its full name. */
    public JarMaker source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** A file beside the classes. */
    public JarMaker file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** A sampler of this name, of no other use. */
    public JarMaker sampler(String className, String name) {
        return sampler(className, name, "static String told() { return \"\"; }");
    }

    /** A sampler of this name that answers with what its method {@code told} says. */
    public JarMaker sampler(String className, String name, String body) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        source(className, """
                package %s;
                import dev.calotype.spi.*;
                public final class %s implements SamplerFactory<%s.None> {
                    public record None() {}
                    public String name() { return "%s"; }
                    public None defaults() { return new None(); }
                    public About about(None none) { return new About("nobody's", "none", 1, 1, About.Aim.FLOW); }
                    public Sampler create(None none) { throw new IllegalArgumentException(told()); }
                    %s
                }
                """.formatted(
                        className.substring(0, className.lastIndexOf('.')), simple, simple, name, body));
        return lists(className);
    }

    /** The plugin of this id and version, with a sampler of the same name whose walks end at {@code mark}. */
    public JarMaker marked(String id, String version, double mark) {
        return plugin(id)
                .entry("Calotype-Plugin-Version", version)
                .source(id + ".Marked", """
                        package %s;
                        import dev.calotype.spi.*;
                        import java.util.*;
                        public final class Marked implements SamplerFactory<Marked.None> {
                            public record None() {}
                            public String name() { return "%s"; }
                            public None defaults() { return new None(); }
                            public About about(None none) { return new About("nobody's", "none", 1, 1, About.Aim.FLOW); }
                            public Sampler create(None none) {
                                return (levels, process) -> {
                                    List<Step> steps = new ArrayList<>(List.of(Step.start(levels.getFirst())));
                                    for (Level level : levels.subList(1, levels.size() - 1)) {
                                        steps.add(new Step(level, List.of(Term.latest(0.5, 0.5)), 0));
                                    }
                                    steps.add(new Step(new Level(1, 0, %s), List.of(Term.latest(0, 1)), 0));
                                    return new Trajectory(steps);
                                };
                            }
                        }
                        """.formatted(id, id, mark))
                .lists(id + ".Marked");
    }

    /** Lists this class as a sampler, whether or not it is one. */
    public JarMaker lists(String className) {
        files.merge("META-INF/services/dev.calotype.spi.SamplerFactory", className + "\n", String::concat);
        return this;
    }

    /** Packs the jar into a folder of its own. */
    public void pack(String name) throws IOException {
        pack(name, name);
    }

    /** Packs the jar into a folder, beside what lies there. */
    public void pack(String place, String name) throws IOException {
        Path jar = Files.createDirectories(folder.resolve(place)).resolve(name + ".jar");
        Path classes = Files.createDirectory(jar.resolveSibling(name + "-classes"));
        compile(classes);
        try (OutputStream out = Files.newOutputStream(jar);
                var packed = new JarOutputStream(out, manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                put(packed, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (var file : files.entrySet()) {
                put(packed, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void compile(Path classes) {
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        if (!units.isEmpty()) {
            var compiler = ToolProvider.getSystemJavaCompiler();
            List<String> options = List.of(
                    "-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, null, null, options, null, units).call()) {
                throw new IllegalStateException("the plugin of the test does not compile");
            }
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
