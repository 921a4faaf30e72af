package dev.calotype.jobs;

import java.util.List;

/** What happened to a job or a worker. */
public sealed interface EventData {
    /** The CloudEvents type, such as {@code job.succeeded}. */
    String type();

    /** Whether nothing more will happen to the job. */
    default boolean last() {
        return false;
    }

    /** A job was taken in. */
    record JobQueued(String tenant, String model, int priority) implements EventData {
        @Override
        public String type() {
            return "job.queued";
        }
    }

    /** A worker began an attempt. */
    record JobStarted(int attempt, String worker) implements EventData {
        @Override
        public String type() {
            return "job.started";
        }
    }

    /** An attempt came further. */
    record JobProgress(int attempt, int done, int total) implements EventData {
        @Override
        public String type() {
            return "job.progress";
        }
    }

    /** Something the client should know, which does not stop the job. */
    record JobNotice(String code, String message) implements EventData {
        @Override
        public String type() {
            return "job.notice";
        }
    }

    /** An attempt ended without a result and the job waits again. */
    record JobRequeued(int attempt, String cause, String message) implements EventData {
        @Override
        public String type() {
            return "job.requeued";
        }
    }

    /** The job is done. */
    record JobSucceeded(int attempt, List<Artefact> artefacts, double deviceSeconds) implements EventData {
        /** Copies the artefacts. */
        public JobSucceeded {
            artefacts = List.copyOf(artefacts);
        }

        @Override
        public String type() {
            return "job.succeeded";
        }

        @Override
        public boolean last() {
            return true;
        }
    }

    /** The job is given up after an error. */
    record JobFailed(int attempt, String cause, String message) implements EventData {
        @Override
        public String type() {
            return "job.failed";
        }

        @Override
        public boolean last() {
            return true;
        }
    }

    /** The job is given up because somebody asked. */
    record JobCancelled(int attempt) implements EventData {
        @Override
        public String type() {
            return "job.cancelled";
        }

        @Override
        public boolean last() {
            return true;
        }
    }

    /** Somebody set the job aside. */
    record JobPaused(int attempt) implements EventData {
        @Override
        public String type() {
            return "job.paused";
        }
    }

    /** Somebody let the job wait again. */
    record JobResumed(int attempt) implements EventData {
        @Override
        public String type() {
            return "job.resumed";
        }
    }

    /** The job is given up because its deadline passed. */
    record JobExpired(int attempt) implements EventData {
        @Override
        public String type() {
            return "job.expired";
        }

        @Override
        public boolean last() {
            return true;
        }
    }

    /** A record did not become a job. */
    record JobRejected(String source, List<Fault> faults) implements EventData {
        /** Copies the faults. */
        public JobRejected {
            faults = List.copyOf(faults);
        }

        @Override
        public String type() {
            return "job.rejected";
        }

        @Override
        public boolean last() {
            return true;
        }
    }

    /** A worker came, or came back. */
    record WorkerJoined(String node, String device) implements EventData {
        @Override
        public String type() {
            return "worker.joined";
        }
    }

    /**
     * Something happened to a plugin on a node.
     *
     * @param plugin its id, or the file that it was read from
     * @param version as its manifest says; empty where that is not known
     * @param digest SHA-256 over its jars; empty where that is not known
     * @param change {@code switched}, {@code refused}, {@code withdrawn}, {@code closed}, {@code collected} or {@code leaking}
     * @param message for people
     */
    record PluginChanged(String node, String plugin, String version, String digest, String change, String message)
            implements EventData {
        @Override
        public String type() {
            return "worker.plugin";
        }
    }

    /** A worker fell silent or left. */
    record WorkerLost(String node, String device) implements EventData {
        @Override
        public String type() {
            return "worker.lost";
        }
    }
}
