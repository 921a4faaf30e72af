package dev.calotype.spi;

/**
 * How a job wants its prompts read.
 *
 * @param emphasis whether {@code (word)}, {@code [word]} and {@code (word:1.3)} change how much words weigh, as users of
 *     AUTOMATIC1111's web interface write them; otherwise brackets are text
 * @param chunks whether a prompt beyond the text encoder's length is read in as many pieces as it takes; otherwise what
 *     does not fit is cut off
 * @param skip how many of the text encoder's last blocks are passed over; 0 reads what the model was trained on. What other
 *     programs call clip skip 2 is 1 here
 */
public record Prompting(boolean emphasis, boolean chunks, int skip) {
    /** Prompts as they are written. */
    public static final Prompting PLAIN = new Prompting(false, false, 0);

    /** Checks the number of blocks. */
    public Prompting {
        if (skip < 0) {
            throw new IllegalArgumentException("blocks to skip are at least 0; found " + skip);
        }
    }

    /** No block is passed over. */
    public Prompting(boolean emphasis, boolean chunks) {
        this(emphasis, chunks, 0);
    }
}
