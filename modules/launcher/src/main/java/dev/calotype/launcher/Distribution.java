package dev.calotype.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the program is installed: {@code lib}, {@code plugins}, {@code models} and {@code template} side by side. */
record Distribution(Path home) {
    /** The distribution this program runs from, or that {@code calotype.distribution} names. */
    static Distribution current() {
        String named = System.getProperty("calotype.distribution");
        if (named != null) {
            return new Distribution(Path.of(named));
        }
        try {
            Path jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Distribution(jar.resolve("../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program cannot tell where it is installed", e);
        }
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    /** The example plugin as a project, which new plugins are made from. */
    Path template() {
        return home.resolve("template");
    }

    Path models() {
        return home.resolve("models");
    }
}
