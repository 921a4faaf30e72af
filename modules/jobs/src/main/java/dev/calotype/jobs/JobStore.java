package dev.calotype.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lasts. Every method is one transaction, blocks, and may be called from any thread, virtual ones included.
 *
 * <p>Execution is at least once, results are exactly once: a lease carries an attempt number, and a write under an
 * attempt that is no longer the job's current one changes nothing. Every change of state puts its event into the outbox
 * in the same transaction.
 */
public interface JobStore {
    /** The longest checkpoint. */
    int CHECKPOINT_BYTES = 16 << 20;

    /**
     * Takes jobs in. A job whose id is known changes nothing.
     *
     * @return one answer a job, in order
     */
    List<Submission> submit(List<JobSpec> jobs);

    /** Tells of records that did not become jobs; a source that was told of before is left out. */
    void reject(List<Rejection> rejections);

    /**
     * Asks to cancel jobs: at once where no worker has them, else at the worker's next step.
     *
     * @return an answer for every id
     */
    Map<String, Cancellation> cancel(Collection<String> ids);

    /**
     * Sets waiting jobs aside; no worker gets them until they are resumed, but their deadline goes on.
     *
     * @return the ids of those that were waiting; any other is left as it is
     */
    Set<String> pause(Collection<String> ids);

    /**
     * Lets jobs that were set aside wait again, at their old age.
     *
     * @return the ids of those that were set aside; any other is left as it is
     */
    Set<String> resume(Collection<String> ids);

    /**
     * Gives waiting jobs to a worker: by priority, then the tenant that has used the fewest device-seconds, then age;
     * within a bounded look-ahead jobs of equal priority whose model is warm go first. No job is ever given to two.
     */
    List<LeasedJob> lease(LeaseRequest request);

    /**
     * Says that attempts begin.
     *
     * @return the leases that still hold
     */
    Set<Lease> start(Collection<Lease> leases);

    /** Renews leases for {@code ttl} from now and tells of progress. */
    Pulse heartbeat(Collection<Beat> beats, Duration ttl);

    /**
     * Tells the client something that does not stop the job.
     *
     * @return whether the lease still holds; if not, nothing was told
     */
    boolean notice(Lease lease, String code, String message);

    /** Notes with which versions of plugins attempts have begun; a lease that does not hold any more is passed over. */
    void equip(Map<Lease, List<PluginUse>> equipped);

    /** Tells the world of something that happened on a node. */
    void tell(String node, EventData happened);

    /**
     * Keeps where a job stands, in place of what was kept before, so that a later attempt can go on from there. Forgotten
     * when the job ends.
     *
     * @param checkpoint what the worker itself can read; at most {@link #CHECKPOINT_BYTES}
     * @return whether the lease still holds; if not, nothing was kept
     * @throws IllegalArgumentException if it is longer
     */
    boolean keep(Lease lease, byte[] checkpoint);

    /** What the last attempt that kept anything kept, for the worker whose lease this is; empty if the lease is lost. */
    Optional<byte[]> checkpoint(Lease lease);

    /**
     * Ends attempts: results, state, the tenant's account and the event in one transaction.
     *
     * @return the leases that still held; an outcome under any other changed nothing
     */
    Set<Lease> finish(Collection<Outcome> outcomes);

    /** Looks at the clock: takes lapsed leases back, gives up jobs past their deadline. */
    Sweep sweep();

    /** The job with this id. */
    Optional<Job> find(String id);

    /** What was wrong with a record that named this job, if one was rejected; the latest if there were several. */
    Optional<Rejection> rejection(String id);

    /** Jobs, newest first. */
    List<Job> list(JobFilter filter);

    /** How many jobs are in each phase; a phase without any is left out. */
    Map<Phase, Long> counts();

    /**
     * Hands the oldest unpublished events to the outlet, in order, and forgets them once it returns. One relay at a time
     * in the whole farm: while another is at it, this does nothing. If the outlet throws, the events stay; one that was
     * published but not forgotten is published again under the same id.
     *
     * @return how many events were published
     */
    int relay(int limit, Outlet outlet);

    /** Where events go. */
    @FunctionalInterface
    interface Outlet {
        /** Publishes all of them, in order for each subject, and returns only when they are safe. */
        void publish(List<Event> events);
    }

    /** Notes that workers of one node are alive; tells of those that are new. */
    void seen(Collection<Worker> workers);

    /** Forgets workers not seen for this long, and tells of it. */
    List<Worker> forget(Duration silence);

    /** The workers that are alive as far as is known. */
    List<Worker> workers();
}
