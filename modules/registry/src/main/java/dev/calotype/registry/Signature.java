package dev.calotype.registry;

/**
 * What a plugin's signature is worth.
 *
 * @param level how far it can be believed
 * @param signer the name of the trusted key; empty unless signed
 * @param reason why it is no better, for people; empty if signed
 */
public record Signature(Level level, String signer, String reason) {
    /** The built-in plugins come with the program itself and are believed as it is. */
    static final Signature BUILT_IN = new Signature(Level.SIGNED, "the distribution", "");

    static final Signature NONE = new Signature(Level.UNSIGNED, "", "there is no signature beside it");

    /** How far a signature can be believed. */
    public enum Level {
        /** By a key that the operator trusts, over this very content. */
        SIGNED,
        /** There is none. */
        UNSIGNED,
        /** It cannot be believed: by a key that is not trusted, or broken. */
        INVALID,
        /** By a trusted key, but over other content. */
        MODIFIED;

        /** The name on the wire, in lower case. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
