package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.jobs.Event;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobFilter;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Pulse;
import dev.calotype.jobs.Rejection;
import dev.calotype.jobs.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every job store must do with jobs that come in and questions about them. */
abstract class IntakeContract extends StoreBench {
    @Test
    void aJobIsFoundAsItWasSubmitted() {
        JobSpec job = SampleJobs.PLAIN.until(clock.instant().plusSeconds(60)).job("a");
        assertThat(store.submit(List.of(job))).containsExactly(new Submission("a", true));
        assertThat(store.find("a"))
                .contains(new Job(
                        job,
                        new JobState.Queued(clock.instant()),
                        0,
                        false,
                        List.of(),
                        List.of(),
                        clock.instant(),
                        clock.instant()));
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    void aReplayedJobChangesNothing() {
        JobSpec job = SampleJobs.PLAIN.job("a");
        store.submit(List.of(job));
        Lease lease = only(lease(FIRST, 1));
        assertThat(store.submit(List.of(SampleJobs.PLAIN.at(9).of("south").job("a"), SampleJobs.PLAIN.job("b"))))
                .containsExactly(new Submission("a", false), new Submission("b", true));
        Job found = store.find("a").orElseThrow();
        assertThat(found.spec()).isEqualTo(job);
        assertThat(found.state().phase()).isEqualTo(Phase.LEASED);
        assertThat(store.start(List.of(lease))).containsExactly(lease);
        assertThat(types("a")).containsExactly("job.queued", "job.started");
    }

    @Test
    void aJobTwiceInOneBatchIsOneJob() {
        assertThat(store.submit(List.of(
                        SampleJobs.PLAIN.job("a"), SampleJobs.PLAIN.at(9).job("a"))))
                .containsExactly(new Submission("a", true), new Submission("a", false));
        assertThat(store.find("a").orElseThrow().spec().priority()).isZero();
        assertThat(types("a")).containsExactly("job.queued");
    }

    @Test
    void takesEmptyBatches() {
        assertThat(store.submit(List.of())).isEmpty();
        store.reject(List.of());
        assertThat(store.cancel(List.of())).isEmpty();
        assertThat(store.start(List.of())).isEmpty();
        assertThat(store.heartbeat(List.of(), TTL)).isEqualTo(new Pulse(Set.of(), Set.of()));
        assertThat(store.finish(List.of())).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void aRejectionIsToldOnce() {
        var fault = new Fault("not-json", "", "not JSON");
        var rejection = new Rejection("a", "calotype.job.commands/0@17", List.of(fault));
        store.reject(List.of(rejection));
        store.reject(List.of(rejection, new Rejection("b", "calotype.job.commands/0@18", List.of(fault))));
        assertThat(events()).extracting(Event::subject).containsExactly("a", "b");
        assertThat(store.find("a")).isEmpty();
        assertThat(store.rejection("a")).contains(rejection);
        assertThat(store.rejection("nobody")).isEmpty();
    }

    @Test
    void eventsThatCouldNotBePublishedStayInOrder() {
        running("a");
        assertThatThrownBy(() -> store.relay(10, events -> {
                    throw new IllegalStateException("no broker");
                }))
                .hasMessage("no broker");
        List<Event> seen = new ArrayList<>();
        assertThat(store.relay(1, seen::addAll)).isEqualTo(1);
        assertThat(store.relay(10, seen::addAll)).isEqualTo(1);
        assertThat(store.relay(10, seen::addAll)).isZero();
        assertThat(seen).extracting(Event::type).containsExactly("job.queued", "job.started");
        assertThat(seen).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(seen).extracting(Event::time).containsOnly(clock.instant());
    }

    @Test
    void oneRelayAtATimePublishes() {
        running("a");
        List<Integer> second = new ArrayList<>();
        int first = store.relay(10, events -> second.add(store.relay(10, none -> {})));
        assertThat(first).isEqualTo(2);
        assertThat(second).containsExactly(0);
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        store.submit(IntStream.range(0, 5)
                .mapToObj(i -> SampleJobs.PLAIN.of(i % 2 == 0 ? "even" : "odd").job("job-" + i))
                .toList());
        assertThat(listed(JobFilter.newest(2))).containsExactly("job-4", "job-3");
        assertThat(listed(new JobFilter(null, EnumSet.allOf(Phase.class), "job-3", 2)))
                .containsExactly("job-2", "job-1");
        assertThat(listed(new JobFilter("odd", EnumSet.of(Phase.QUEUED), null, 9)))
                .containsExactly("job-3", "job-1");
        assertThat(listed(new JobFilter(null, EnumSet.of(Phase.RUNNING), null, 9)))
                .isEmpty();
        assertThat(store.counts()).isEqualTo(Map.of(Phase.QUEUED, 5L));
    }

    @Test
    void knowsWhichWorkersAreAlive() {
        store.seen(List.of(FIRST, SECOND));
        clock.pass(Duration.ofSeconds(10));
        store.seen(List.of(SECOND));
        assertThat(store.forget(Duration.ofSeconds(10))).containsExactly(FIRST);
        assertThat(store.workers()).containsExactly(SECOND);
        store.seen(List.of(FIRST));
        assertThat(events())
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly(
                        "worker.joined north/cpu:0",
                        "worker.joined south/cpu:0",
                        "worker.lost north/cpu:0",
                        "worker.joined north/cpu:0");
    }
}
