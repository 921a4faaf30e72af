package dev.calotype.registry;

import java.time.Duration;

/**
 * What a registry allows and how patient it is.
 *
 * @param unsigned whether plugins without a signature are loaded that nobody allowed one by one
 * @param rest how long files in the plugin directory must have kept still before they are read
 * @param call how long a plugin's code may take for one answer; to be loaded, four times that
 * @param grace how long a closed loader may be about before a collection is asked for
 */
public record PluginPolicy(boolean unsigned, Duration rest, Duration call, Duration grace) {
    /** Only what is signed or allowed; half a second of rest, five for an answer, ten for a loader to go. */
    public static final PluginPolicy USUAL =
            new PluginPolicy(false, Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** The same for plugins that are not signed. */
    public PluginPolicy allowingUnsigned() {
        return new PluginPolicy(true, rest, call, grace);
    }
}
