package dev.calotype.jobs;

import java.util.List;

/** What the farm says to a well-formed request. */
public sealed interface Admission {
    /** The farm can do it. */
    record Admitted(JobSpec job) implements Admission {}

    /**
     * The farm cannot do it.
     *
     * @param faults all that is wrong: an unknown model, sampler or schedule, a size the model does not draw
     */
    record Refused(List<Fault> faults) implements Admission {
        /** Copies the faults. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
