package dev.calotype.registry;

import java.util.function.Supplier;

/** How the farm calls into a plugin's code. */
interface Calling {
    /** In the caller's thread, for as long as it takes. */
    Calling DIRECT = new Calling() {
        @Override
        public <T> T call(String who, Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * What the plugin's code gives.
     *
     * @param who names the plugin's part, such as {@code sampler 'euler'}
     * @throws RuntimeException as the plugin's own; or {@link PluginHangs} if it does not return
     */
    <T> T call(String who, Supplier<T> work);
}
