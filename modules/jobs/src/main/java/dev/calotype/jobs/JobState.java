package dev.calotype.jobs;

import java.time.Instant;
import java.util.List;

/** Where a job stands, with what belongs to standing there. */
public sealed interface JobState {
    /** The phase of this state. */
    Phase phase();

    /**
     * Waits for a worker.
     *
     * @param notBefore no worker gets it earlier; later than its birth only after a failed attempt
     */
    record Queued(Instant notBefore) implements JobState {
        @Override
        public Phase phase() {
            return Phase.QUEUED;
        }
    }

    /**
     * Promised to a worker that has not begun.
     *
     * @param lease whose it is
     * @param until when the promise lapses unless a heartbeat renews it
     */
    record Leased(Lease lease, Instant until) implements JobState {
        @Override
        public Phase phase() {
            return Phase.LEASED;
        }
    }

    /**
     * Being walked.
     *
     * @param lease whose it is
     * @param until when the lease lapses unless a heartbeat renews it
     * @param progress how far it came, as of the last heartbeat
     */
    record Running(Lease lease, Instant until, Progress progress) implements JobState {
        @Override
        public Phase phase() {
            return Phase.RUNNING;
        }
    }

    /** Set aside until somebody resumes it. */
    record Paused() implements JobState {
        @Override
        public Phase phase() {
            return Phase.PAUSED;
        }
    }

    /**
     * Done.
     *
     * @param at when
     * @param artefacts what came out, by index
     * @param deviceSeconds what it cost, all attempts together
     */
    record Succeeded(Instant at, List<Artefact> artefacts, double deviceSeconds) implements JobState {
        /** Copies the artefacts. */
        public Succeeded {
            artefacts = List.copyOf(artefacts);
        }

        @Override
        public Phase phase() {
            return Phase.SUCCEEDED;
        }
    }

    /**
     * Given up after an error.
     *
     * @param at when
     * @param failure the last attempt's
     */
    record Failed(Instant at, Failure failure) implements JobState {
        @Override
        public Phase phase() {
            return Phase.FAILED;
        }
    }

    /**
     * Given up because somebody asked.
     *
     * @param at when
     */
    record Cancelled(Instant at) implements JobState {
        @Override
        public Phase phase() {
            return Phase.CANCELLED;
        }
    }

    /**
     * Given up because its deadline passed before a worker took it.
     *
     * @param at when that was noticed
     */
    record Expired(Instant at) implements JobState {
        @Override
        public Phase phase() {
            return Phase.EXPIRED;
        }
    }
}
