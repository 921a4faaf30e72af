package dev.calotype.registry;

/**
 * One file of a model as it was when the model was added.
 *
 * @param path below the model's directory, or absolute if it lies elsewhere
 * @param bytes how long it was
 * @param sha256 its SHA-256 in lower-case hexadecimal
 */
public record RecordedFile(String path, long bytes, String sha256) {}
