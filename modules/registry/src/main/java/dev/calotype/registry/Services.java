package dev.calotype.registry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a plugin lists under {@code META-INF/services}, made. Gathers what is wrong with it instead of stopping there. */
final class Services {
    private final PluginClassLoader loader;
    private final List<String> faults = new ArrayList<>();

    Services(PluginClassLoader loader) {
        this.loader = loader;
    }

    /** Everything wrong so far, a sentence each. */
    List<String> faults() {
        return faults;
    }

    /** Those services of one kind that can be made and have a name. */
    <T> List<T> made(Class<T> kind, Function<T, String> name) {
        List<T> made = new ArrayList<>();
        Iterator<T> listed = ServiceLoader.load(kind, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = listed.hasNext();
                if (more) {
                    made.add(listed.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                more = report(reason(e));
            }
        }
        made.removeIf(service -> !isNamed(service, name));
        return made;
    }

    /** Whether this is new; a loader that keeps saying the same gets no further. */
    private boolean report(String fault) {
        boolean isNew = !faults.contains(fault);
        if (isNew) {
            faults.add(fault);
        }
        return isNew;
    }

    private <T> boolean isNamed(T service, Function<T, String> name) {
        String fault = service.getClass().getName() + " has no name";
        try {
            if (!name.apply(service).isBlank()) {
                return true;
            }
        } catch (RuntimeException | LinkageError e) {
            fault += " (" + e + ")";
        }
        faults.add(fault);
        return false;
    }

    private static String reason(Throwable e) {
        @Nullable Throwable cause = e.getCause();
        String said = e instanceof ServiceConfigurationError ? String.valueOf(e.getMessage()) : e.toString();
        return cause == null ? said : said + " (" + cause + ")";
    }
}
