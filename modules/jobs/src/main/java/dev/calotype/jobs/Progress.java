package dev.calotype.jobs;

/**
 * How far a walk came.
 *
 * @param done network evaluations behind it
 * @param total network evaluations of the whole walk; 0 while unknown
 */
public record Progress(int done, int total) {
    /** Nothing done, length unknown. */
    public static final Progress NONE = new Progress(0, 0);
}
