package dev.calotype.jobs;

/**
 * A version of a plugin that a job needs or was given.
 *
 * @param id whose
 * @param version as its manifest says
 * @param digest SHA-256 over its jars, in lower-case hexadecimal; tells it from every other
 */
public record PluginUse(String id, String version, String digest) {}
