package dev.calotype.registry;

/** A plugin's code did not return in time, or has not returned from an earlier call. */
final class PluginHangs extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PluginHangs(String message) {
        super(message);
    }
}
