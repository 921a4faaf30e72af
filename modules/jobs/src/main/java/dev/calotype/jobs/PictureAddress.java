package dev.calotype.jobs;

import java.net.URI;

/** Where the picture lies that a job names: in the job itself, among the farm's artefacts, or in an object store. */
public sealed interface PictureAddress {
    /** In the job, as a data URI (RFC 2397) in base64. */
    @SuppressWarnings("ArrayRecordComponent")
    record Inline(byte[] content) implements PictureAddress {}

    /** Among the farm's artefacts, by its SHA-256 in lower-case hexadecimal. */
    record Stored(String digest) implements PictureAddress {}

    /** At an address of an object store. */
    record Remote(URI uri) implements PictureAddress {}

    /**
     * Reads an address: {@code data:image/png;base64,…}, an artefact's id or URI, or {@code https://…}.
     *
     * @throws IllegalArgumentException that says what was found and what is read
     */
    static PictureAddress of(String address) {
        return AddressReader.read(address);
    }
}
