package dev.calotype.plugin.t2iadapter;

/**
 * Options of a hint.
 *
 * @param size what is done with a hint of another size than the result: {@code stretch} resizes it, {@code refuse} refuses it
 */
public record HintOptions(String size) {
    static final String STRETCH = "stretch";
    static final String REFUSE = "refuse";

    /**
     * Checks the choice.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public HintOptions {
        if (!size.equals(STRETCH) && !size.equals(REFUSE)) {
            throw new IllegalArgumentException("size is '" + size + "'; a hint of another size is treated by '"
                    + STRETCH + "' or '" + REFUSE + "'");
        }
    }

    boolean stretches() {
        return size.equals(STRETCH);
    }
}
