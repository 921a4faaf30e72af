package dev.calotype.registry;

/**
 * One version of a plugin, told from every other by its content.
 *
 * @param id whose
 * @param version as its manifest says
 * @param digest SHA-256 over its jars, in lower-case hexadecimal
 */
public record PluginVersion(String id, String version, String digest) {
    /** For messages: {@code plugin 'samplers' 1.2}. */
    public String label() {
        return "plugin '" + id + "' " + version;
    }

    /** The first twelve figures of the digest, for people. */
    public String shortDigest() {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
