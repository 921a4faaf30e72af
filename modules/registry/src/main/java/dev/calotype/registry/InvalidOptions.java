package dev.calotype.registry;

import java.util.List;

/** Options of a sampler or schedule cannot be used; says every reason at once. */
public final class InvalidOptions extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** One option that is wrong, and a sentence that says how; an empty option stands for all of them together. */
    public record Fault(String option, String message) {}

    InvalidOptions(List<Fault> faults) {
        super(String.join("; ", faults.stream().map(Fault::message).toList()));
        this.faults = List.copyOf(faults);
    }

    /** All faults. */
    public List<Fault> faults() {
        return faults;
    }
}
