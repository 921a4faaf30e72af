package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes a loaded plugin of a private copy, or says every reason why not. */
final class PluginLoading {
    private static final int LONGER = 4;

    private final PluginPolicy policy;
    private final Path keys;
    private final Departures departures;
    private final BiConsumer<PluginVersion, ClassLoader> gone;

    /**
     * Loading under a policy.
     *
     * @param gone is told of each loader that is closed after its last use
     */
    PluginLoading(PluginPolicy policy, Path keys, Departures departures, BiConsumer<PluginVersion, ClassLoader> gone) {
        this.policy = policy;
        this.keys = keys;
        this.departures = departures;
        this.gone = gone;
    }

    /**
     * What is loaded.
     *
     * @param folder the private copy
     * @param trust why it may be loaded
     */
    record Request(Path folder, Trust trust) {}

    /** Why a version may be loaded. */
    enum Trust {
        /** It came with the program. */
        BUILT_IN,
        /** The operator allowed this content. */
        ALLOWED,
        /** It must be signed, or the policy allow all. */
        SIGNED
    }

    /**
     * Checks the signature, loads, and has the version do what it must before it may become current.
     *
     * @throws PluginRefused with every reason; then its loader is closed
     */
    LoadedPlugin load(Request request) throws IOException, PluginRefused {
        var place = new PluginPlace(request.folder());
        PluginVersion version = place.version();
        Signature signature = checked(place, version, request.trust());
        var thread = new PluginThread(version.label(), policy.call());
        try {
            PluginPlace.Opened opened = opened(place, thread);
            List<Path> jars = place.jars();
            return new LoadedPlugin(opened.plugin(), signature, opened.loader(), thread, (closed, loader) -> {
                departures.add(closed, loader, jars);
                gone.accept(closed, loader);
            });
        } catch (PluginRefused | IOException | RuntimeException e) {
            thread.close();
            throw e;
        }
    }

    private static PluginPlace.Opened opened(PluginPlace place, PluginThread thread) throws IOException, PluginRefused {
        var failed = new AtomicReference<@Nullable Exception>();
        try {
            return thread.call("being loaded", thread.limit().multipliedBy(LONGER), () -> tryOpen(place, failed));
        } catch (PluginHangs hangs) {
            throw new PluginRefused(List.of("its parts could not be made: " + hangs.getMessage()));
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError e) {
            switch (failed.get()) {
                case PluginRefused refused -> throw refused;
                case IOException unreadable -> throw unreadable;
                case null, default -> throw new PluginRefused(List.of("its parts could not be made: " + e));
            }
        }
    }

    private static PluginPlace.Opened tryOpen(PluginPlace place, AtomicReference<@Nullable Exception> failed) {
        try {
            PluginPlace.Opened opened = place.open();
            List<String> faults = LightCheck.faults(opened.plugin());
            if (!faults.isEmpty()) {
                opened.loader().close();
                throw new PluginRefused(faults);
            }
            return opened;
        } catch (PluginRefused | IOException e) {
            failed.set(e);
            throw new IllegalStateException(e);
        }
    }

    private Signature checked(PluginPlace place, PluginVersion version, Trust trust) throws IOException, PluginRefused {
        if (trust == Trust.BUILT_IN) {
            return Signature.BUILT_IN;
        }
        List<String> faults = new ArrayList<>();
        Map<String, PublicKey> trusted = TrustedKeys.read(keys, faults);
        Signature signature = SignatureFile.check(place.signature(), version, trusted);
        switch (signature.level()) {
            case SIGNED -> faults.clear();
            case INVALID, MODIFIED ->
                faults.addFirst("its signature is " + signature.level().label() + ": " + signature.reason());
            case UNSIGNED -> {
                faults.clear();
                if (trust != Trust.ALLOWED && !policy.unsigned()) {
                    faults.add("it is not signed; sign it with a key that is trusted in " + keys
                            + ", or allow this one with 'calotype plugins install FILE --allow-unsigned', or all with"
                            + " 'plugins.unsigned = allow' in the server's configuration");
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new PluginRefused(faults);
        }
        return signature;
    }
}
