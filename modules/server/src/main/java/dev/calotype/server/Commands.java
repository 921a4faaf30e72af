package dev.calotype.server;

import dev.calotype.jobs.JobRequest;
import java.util.List;

/** Where the HTTP door puts what clients ask: into Kafka, and nowhere else. Safe for any thread. */
public interface Commands {
    /** Puts jobs in, giving ids to those without; gives the ids in order. */
    List<String> submit(List<JobRequest> requests);

    /** Asks to cancel a job. */
    void cancel(String id);
}
