package dev.calotype.spi;

/**
 * How a job wants its prompts read.
 *
 * @param emphasis whether {@code (word)}, {@code [word]} and {@code (word:1.3)} change how much words weigh, as users of
 *     AUTOMATIC1111's web interface write them; otherwise brackets are text
 * @param chunks whether a prompt beyond the text encoder's length is read in as many pieces as it takes; otherwise what
 *     does not fit is cut off
 */
public record Prompting(boolean emphasis, boolean chunks) {
    /** Prompts as they are written. */
    public static final Prompting PLAIN = new Prompting(false, false);
}
