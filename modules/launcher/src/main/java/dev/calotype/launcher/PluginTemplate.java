package dev.calotype.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The example plugin as a project of its own, to be written under another name.
 *
 * @param template its files as they are in the distribution
 * @param farm the distribution, whose contracts the project compiles against
 */
record PluginTemplate(Path template, Path farm) {
    private static final String NAME = "example";
    private static final String PACKAGE = "dev.calotype.plugin." + NAME;
    private static final String FOLDER = PACKAGE.replace('.', '/');
    private static final Set<String> TAKEN = Set.of(NAME, "java", "javax", "jdk", "sun", "dev");

    /**
     * Writes the project.
     *
     * @throws Complaint if the name is none, or something is there already
     */
    void write(String name, Path project) {
        String own = packageOf(name);
        if (Files.exists(project)) {
            throw new Complaint(project + " is there already; name another --dir, or delete it");
        }
        try (Stream<Path> files = Files.walk(template.toRealPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String place = template.toRealPath().relativize(file).toString().replace(FOLDER, own);
                Path target = project.resolve(place);
                Files.createDirectories(target.getParent());
                Files.writeString(target, renamed(Files.readString(file), name, own));
            }
        } catch (IOException e) {
            throw new Complaint("the project cannot be written to " + project + ": " + e);
        }
    }

    private String renamed(String text, String name, String own) {
        return text.replace(PACKAGE, own)
                .replace(NAME, name)
                .replace("@home@", farm.toAbsolutePath().normalize().toString())
                .replace("@version@", version());
    }

    private String version() {
        try (Stream<Path> libraries = Files.list(farm.resolve("lib"))) {
            return libraries
                    .map(library -> library.getFileName().toString())
                    .filter(library -> library.matches("calotype-spi-.+\\.jar"))
                    .map(library -> library.substring("calotype-spi-".length(), library.length() - ".jar".length()))
                    .findFirst()
                    .orElseThrow(() -> new Complaint(
                            "there is no calotype-spi in " + farm.resolve("lib") + "; this installation is damaged"));
        } catch (IOException e) {
            throw new Complaint("the installation in " + farm + " cannot be read: " + e);
        }
    }

    private static String packageOf(String name) {
        String own = name.replace("-", "");
        if (!name.matches("[a-z][a-z0-9-]{0,39}") || TAKEN.contains(own) || SourceVersion.isKeyword(own)) {
            throw new Complaint("a plugin cannot be called '" + name
                    + "'; use lower-case letters, digits and hyphens, and no word of Java's own");
        }
        return own;
    }
}
