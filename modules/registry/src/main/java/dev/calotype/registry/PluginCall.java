package dev.calotype.registry;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Calls into one plugin's code. Whatever it throws is a fault of the one request that asked, never of the farm, and names
 * the plugin.
 */
record PluginCall(PluginVersion version, Calling calling) {
    /**
     * What the plugin answers.
     *
     * @param who names the plugin's part in the message, such as {@code sampler 'euler'}
     * @throws IllegalArgumentException as the plugin's own, or saying how it failed
     */
    <T> T answer(String who, Supplier<T> call) {
        try {
            return calling.call(who, () -> Objects.requireNonNull(call.get(), "the answer is null"));
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (PluginHangs hangs) {
            throw new IllegalArgumentException(failed(who) + hangs.getMessage(), hangs);
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError failed) {
            throw new IllegalArgumentException(failed(who) + failed, failed);
        }
    }

    private String failed(String who) {
        return version.label() + ": " + who + " failed: ";
    }
}
