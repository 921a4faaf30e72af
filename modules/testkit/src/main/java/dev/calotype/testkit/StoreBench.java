package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Beat;
import dev.calotype.jobs.Event;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobFilter;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.Progress;
import dev.calotype.jobs.Retries;
import dev.calotype.jobs.Worker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A store, a clock, and the few moves that contracts of job stores are made of. */
abstract class StoreBench {
    static final Duration TTL = Duration.ofSeconds(30);
    static final Worker FIRST = new Worker("north", "cpu:0");
    static final Worker SECOND = new Worker("south", "cpu:0");
    static final Artefact PICTURE = new Artefact(0, URI.create("file:/store/ab/cd.png"), "image/png", "abcd", 1234);

    final HandClock clock = new HandClock(Instant.parse("2026-11-21T03:15:00.123456Z"));

    /** Set anew for each test. */
    @SuppressWarnings("NullAway.Init")
    JobStore store;

    /** A store without any jobs, that reads this clock. */
    protected abstract JobStore empty(InstantSource time, Retries retries);

    @BeforeEach
    final void openEmptyStore() {
        store = empty(clock, Retries.DEFAULT);
    }

    final void assertNothingCanBeWrittenUnder(Lease lease) {
        Job before = store.find(lease.jobId()).orElseThrow();
        assertThat(store.start(List.of(lease))).isEmpty();
        assertThat(store.heartbeat(List.of(new Beat(lease, new Progress(9, 9))), TTL)
                        .lost())
                .containsExactly(lease);
        assertThat(store.notice(lease, "late", "too late")).isFalse();
        assertThat(store.finish(List.of(done(lease)))).isEmpty();
        assertThat(store.finish(List.of(broken(lease, Failure.Cause.INPUT)))).isEmpty();
        assertThat(store.finish(List.of(new Outcome.Stopped(lease, 1), new Outcome.Returned(lease, 1))))
                .isEmpty();
        assertThat(store.find(lease.jobId())).contains(before);
    }

    final void spend(String tenant, double seconds) {
        store.submit(List.of(SampleJobs.PLAIN.of(tenant).job("spent-" + tenant)));
        store.finish(List.of(new Outcome.Completed(begin(), List.of(), seconds)));
    }

    final Lease running(String id) {
        store.submit(List.of(SampleJobs.PLAIN.job(id)));
        Lease lease = begin();
        assertThat(lease.jobId()).isEqualTo(id);
        return lease;
    }

    final Lease begin() {
        Lease lease = only(lease(FIRST, 1));
        assertThat(store.start(List.of(lease))).containsExactly(lease);
        return lease;
    }

    final List<LeasedJob> lease(Worker worker, int limit) {
        return store.lease(new LeaseRequest(worker, Set.of(), limit, TTL));
    }

    static Lease only(List<LeasedJob> leased) {
        assertThat(leased).hasSize(1);
        return leased.getFirst().lease();
    }

    static Outcome done(Lease lease) {
        return new Outcome.Completed(lease, List.of(PICTURE), 1);
    }

    static Outcome broken(Lease lease, Failure.Cause cause) {
        return new Outcome.Broken(lease, new Failure(cause, "it broke"), 0);
    }

    final JobState state(String id) {
        return store.find(id).orElseThrow().state();
    }

    static List<String> ids(List<LeasedJob> leased) {
        return leased.stream().map(job -> job.spec().id()).toList();
    }

    final List<String> listed(JobFilter filter) {
        return store.list(filter).stream().map(Job::id).toList();
    }

    /** Publishes everything and returns it. */
    final List<Event> events() {
        return Stream.generate(() -> {
                    List<Event> batch = new ArrayList<>();
                    store.relay(100, batch::addAll);
                    return batch;
                })
                .takeWhile(batch -> !batch.isEmpty())
                .flatMap(List::stream)
                .toList();
    }

    /** Publishes everything and returns the types of one job's events. */
    final List<String> types(String id) {
        return events().stream()
                .filter(event -> event.subject().equals(id))
                .map(Event::type)
                .toList();
    }
}
