package dev.calotype.registry;

import java.util.Objects;
import java.util.function.Supplier;

/** Calls into a plugin's code. Whatever it throws is a fault of the one request that asked, never of the farm. */
final class PluginCall {
    private PluginCall() {}

    /**
     * What the plugin answers.
     *
     * @param who names the plugin's part in the message, such as {@code sampler 'euler'}
     * @throws IllegalArgumentException as the plugin's own, or saying how it failed
     */
    static <T> T answer(String who, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "the answer is null");
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError failed) {
            throw new IllegalArgumentException(who + " failed: " + failed, failed);
        }
    }
}
