package dev.calotype.jobs;

import java.net.URI;

/**
 * A stored result.
 *
 * @param index which one of the job's, from 0
 * @param uri where it lies
 * @param mediaType such as {@code image/png}
 * @param sha256 digest of the bytes, in lower-case hexadecimal
 * @param bytes how many
 */
public record Artefact(int index, URI uri, String mediaType, String sha256, long bytes) {}
