package dev.calotype.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a client's bytes. */
public sealed interface Parsed {
    /** A well-formed request; whether the farm can serve it is not yet known. */
    record Accepted(JobRequest request) implements Parsed {}

    /**
     * Not a request.
     *
     * @param id the id it names, if it names a well-formed one
     * @param faults all that is wrong
     */
    record Refused(@Nullable String id, List<Fault> faults) implements Parsed {
        /** Copies the faults. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
