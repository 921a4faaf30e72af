package dev.calotype.spi;

import java.util.List;

/** A model directory cannot be used; says every reason at once. */
public final class ModelRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /**
     * Refuses a model.
     *
     * @param model what was asked for, as the user knows it
     * @param faults each names the file, what was found and what is needed
     */
    public ModelRefused(String model, List<String> faults) {
        super("model '" + model + "' cannot be used: " + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, one sentence each. */
    public List<String> faults() {
        return faults;
    }
}
