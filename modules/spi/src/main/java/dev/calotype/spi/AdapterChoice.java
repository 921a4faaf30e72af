package dev.calotype.spi;

/**
 * An adapter as a job asks for it: a LoRA, or a word learned by textual inversion.
 *
 * @param name of the adapter, as installed beside the model
 * @param weight how strong its change is; 1 as it was trained, below 0 against it
 */
public record AdapterChoice(String name, double weight) {
    /**
     * Checks the weight.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public AdapterChoice {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                    "the weight of adapter '" + name + "' is " + weight + "; it must be finite");
        }
    }
}
