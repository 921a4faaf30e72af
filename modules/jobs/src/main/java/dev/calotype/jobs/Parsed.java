package dev.calotype.jobs;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of reading a client's bytes. */
public sealed interface Parsed {
    /** A well-formed request; whether the farm can serve it is not yet known. */
    record Accepted(JobRequest request) implements Parsed {}

    /**
     * Not a request.
     *
     * @param id the id it names, if it names a well-formed one
     * @param faults all that is wrong with its form
     * @param rest what it asks for where its form is right; null if nothing can be read
     */
    record Refused(
            @Nullable String id,
            List<Fault> faults,
            @Nullable JobRequest rest) implements Parsed {
        /** Copies the faults. */
        public Refused {
            faults = List.copyOf(faults);
        }

        /** All that is wrong with it: with its form, and with what this farm would be asked for. */
        public List<Fault> all(Door door) {
            if (rest == null || !(door.admit(rest) instanceof Admission.Refused(var further))) {
                return faults;
            }
            boolean modelKnown = !rest.model().isEmpty();
            return Stream.concat(
                            faults.stream(),
                            further.stream()
                                    .filter(fault ->
                                            modelKnown || !fault.pointer().equals("/model"))
                                    .filter(fault -> !isFaulty(fault.pointer())))
                    .toList();
        }

        /** Whether there is a fault in a field already, so that it is left out of the rest. */
        private boolean isFaulty(String field) {
            return faults.stream().anyMatch(fault -> fault.pointer().startsWith(field + "/"));
        }
    }
}
