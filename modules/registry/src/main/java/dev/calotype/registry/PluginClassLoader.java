package dev.calotype.registry;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads one version of one plugin. What the farm and its plugins share comes from the parent: the contracts, the
 * tensors, the networks, the readers of configurations, and the native engine, whose library binds to one loader. Everything else comes from the plugin
 * first, so that two plugins may carry different versions of a library; the rest of the farm is hidden.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "ai.djl.",
            "org.jspecify.",
            "org.slf4j.",
            "dev.calotype.spi.",
            "dev.calotype.tensor.",
            "dev.calotype.networks.",
            "dev.calotype.configs.",
            "dev.calotype.schedulers.");

    private static final String SERVICES = "META-INF/services/";
    private static final String ADDED = SERVICES + "dev.calotype.";
    private static final String FARM = "dev.calotype.";

    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(String id, URL[] jars, ClassLoader parent) {
        super(id, jars, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                found = ownOrParents(name);
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null || name.startsWith(ADDED) ? own : super.getResource(name);
    }

    /**
     * A plugin's own before the farm's. What it adds is listed in its own jars, not in those of anybody else; and if it
     * brings a library, then that library's services are those it brings.
     */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = Collections.list(findResources(name));
        boolean ownOnly = name.startsWith(ADDED) || (name.startsWith(SERVICES) && !found.isEmpty());
        if (!ownOnly) {
            found.addAll(Collections.list(getParent().getResources(name)));
        }
        return Collections.enumeration(found);
    }

    private Class<?> ownOrParents(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException absent) {
            if (name.startsWith(FARM)) {
                throw new ClassNotFoundException(
                        name + " belongs to the farm; plugins see spi, tensor, networks, configs and schedulers");
            }
            return super.loadClass(name, false);
        }
    }
}
