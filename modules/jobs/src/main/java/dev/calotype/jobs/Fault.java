package dev.calotype.jobs;

/**
 * One thing that is wrong with what a client sent.
 *
 * @param code a stable name of the kind of fault, such as {@code unknown-field}
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
 * @param message what was asked, what was found, what to do
 */
public record Fault(String code, String pointer, String message) {}
