package dev.calotype.jobs;

import java.util.Locale;

/**
 * Why an attempt ended without a result.
 *
 * @param cause what kind; decides whether another attempt is made
 * @param message what was asked, what was found, what to do
 */
public record Failure(Cause cause, String message) {
    /** Kinds of cause, by who can do something about it. */
    public enum Cause {
        /** The job asks for what cannot be had; another attempt would end the same way. */
        INPUT,
        /** Memory, disk or a device ran short. */
        RESOURCES,
        /** The worker fell silent and its lease lapsed. */
        LOST,
        /** A fault of the farm or a plugin. */
        OURS;

        /** The name on the wire and in the store, in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The cause with this label. */
        public static Cause of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}
