package dev.calotype.jobs;

import java.util.List;

/** How an attempt ended, as its worker reports it. */
public sealed interface Outcome {
    /** The attempt. */
    Lease lease();

    /** The attempt's share of its device's time, in seconds; charged to the tenant. */
    double deviceSeconds();

    /**
     * The job is done.
     *
     * @param artefacts what was stored
     */
    record Completed(Lease lease, List<Artefact> artefacts, double deviceSeconds) implements Outcome {
        /** Copies the artefacts. */
        public Completed {
            artefacts = List.copyOf(artefacts);
        }
    }

    /**
     * The attempt failed; whether there will be another is the store's decision.
     *
     * @param failure why
     */
    record Broken(Lease lease, Failure failure, double deviceSeconds) implements Outcome {}

    /** The worker stopped because somebody asked to cancel. */
    record Stopped(Lease lease, double deviceSeconds) implements Outcome {}

    /** The worker gives the job back, for example because it is shutting down; counts against no limit. */
    record Returned(Lease lease, double deviceSeconds) implements Outcome {}
}
