package dev.calotype.spi;

import java.util.List;

/**
 * An adapter that lies beside a model. One that does not fit the model stays listed, so that a job that asks for it can be
 * told why.
 *
 * @param name what jobs call it
 * @param faults why it cannot be used, one sentence each; none where it can
 */
public record InstalledAdapter(String name, List<String> faults) {
    /** Copies the faults. */
    public InstalledAdapter {
        faults = List.copyOf(faults);
    }
}
