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
     * @param artefacts what was stored, each index once
     */
    record Completed(Lease lease, List<Artefact> artefacts, double deviceSeconds) implements Outcome {
        /** Copies the artefacts. */
        public Completed {
            artefacts = List.copyOf(artefacts);
            check(deviceSeconds);
        }
    }

    /**
     * The attempt failed; whether there will be another is the store's decision.
     *
     * @param failure why
     */
    record Broken(Lease lease, Failure failure, double deviceSeconds) implements Outcome {
        /** Checks the time. */
        public Broken {
            check(deviceSeconds);
        }
    }

    /** The worker stopped because somebody asked to cancel. */
    record Stopped(Lease lease, double deviceSeconds) implements Outcome {
        /** Checks the time. */
        public Stopped {
            check(deviceSeconds);
        }
    }

    /** The worker gives the job back, for example because it is shutting down; counts against no limit. */
    record Returned(Lease lease, double deviceSeconds) implements Outcome {
        /** Checks the time. */
        public Returned {
            check(deviceSeconds);
        }
    }

    private static void check(double deviceSeconds) {
        if (!(deviceSeconds >= 0 && Double.isFinite(deviceSeconds))) {
            throw new IllegalArgumentException("device time is at least 0 seconds; found " + deviceSeconds);
        }
    }
}
