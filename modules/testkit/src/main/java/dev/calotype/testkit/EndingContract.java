package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Beat;
import dev.calotype.jobs.Cancellation;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every job store must do at the end of attempts and jobs. */
abstract class EndingContract extends LeaseContract {
    @Test
    void aResultIsWrittenOnce() {
        Lease lease = running("a");
        clock.pass(Duration.ofSeconds(2));
        var other = new Artefact(1, URI.create("file:/store/ef.png"), "image/png", "ef", 99);
        var outcome = new Outcome.Completed(lease, List.of(PICTURE, other), 1.5);
        assertThat(store.finish(List.of(outcome, outcome))).containsExactly(lease);
        assertThat(store.finish(List.of(outcome))).isEmpty();
        assertThat(store.finish(List.of(broken(lease, Failure.Cause.OURS)))).isEmpty();
        assertThat(state("a")).isEqualTo(new JobState.Succeeded(clock.instant(), List.of(PICTURE, other), 1.5));
        assertThat(types("a")).containsExactly("job.queued", "job.started", "job.succeeded");
    }

    @Test
    void oneLostLeaseInABatchDoesNotHoldTheOthersUp() {
        Lease lost = running("a");
        clock.pass(TTL);
        store.sweep();
        store.submit(List.of(SampleJobs.PLAIN.job("b")));
        Lease kept = lease(FIRST, 2).getLast().lease();
        assertThat(store.finish(List.of(done(lost), done(kept)))).containsExactly(kept);
        assertThat(store.find("b").orElseThrow().state().phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void anInputErrorIsNeverTriedAgain() {
        Lease lease = running("a");
        var failure = new Failure(Failure.Cause.INPUT, "the model has no such size");
        store.finish(List.of(new Outcome.Broken(lease, failure, 0)));
        assertThat(state("a")).isEqualTo(new JobState.Failed(clock.instant(), failure));
        assertThat(types("a")).containsExactly("job.queued", "job.started", "job.failed");
    }

    @Test
    void eachCauseHasItsOwnLimitAndItsOwnPause() {
        Lease lease = running("a");
        store.finish(List.of(broken(lease, Failure.Cause.RESOURCES)));
        assertThat(lease(FIRST, 1)).as("one second's pause").isEmpty();
        clock.pass(Duration.ofSeconds(1));
        store.finish(List.of(broken(begin(), Failure.Cause.OURS)));
        clock.pass(Duration.ofSeconds(1));
        store.finish(List.of(broken(begin(), Failure.Cause.RESOURCES)));
        clock.pass(Duration.ofSeconds(1));
        assertThat(lease(FIRST, 1)).as("two seconds' pause").isEmpty();
        clock.pass(Duration.ofSeconds(1));
        Lease last = begin();
        assertThat(last.attempt()).isEqualTo(4);
        store.finish(List.of(broken(last, Failure.Cause.RESOURCES)));
        assertThat(store.find("a").orElseThrow().state().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void cancelsAWaitingJobAtOnceAndARunningOneAtItsNextStep() {
        Lease lease = running("busy");
        Lease ended = running("ended");
        store.finish(List.of(done(ended)));
        store.submit(List.of(SampleJobs.PLAIN.job("waiting")));
        assertThat(store.cancel(List.of("busy", "ended", "waiting", "nobody")))
                .isEqualTo(Map.of(
                        "busy", Cancellation.REQUESTED,
                        "ended", Cancellation.TOO_LATE,
                        "waiting", Cancellation.DONE,
                        "nobody", Cancellation.UNKNOWN));
        assertThat(store.lease(new LeaseRequest(SECOND, Set.of(), 9, TTL))).isEmpty();
        assertThat(store.find("busy").orElseThrow().cancelRequested()).isTrue();
        assertThat(store.heartbeat(List.of(new Beat(lease, Progress.NONE)), TTL).cancelled())
                .containsExactly(lease);
        assertThat(store.finish(List.of(new Outcome.Stopped(lease, 1)))).containsExactly(lease);
        assertThat(state("busy")).isEqualTo(new JobState.Cancelled(clock.instant()));
        assertThat(types("busy")).containsExactly("job.queued", "job.started", "job.cancelled");
        assertThat(types("waiting")).isEmpty();
        assertThat(store.cancel(List.of("waiting"))).containsEntry("waiting", Cancellation.TOO_LATE);
    }

    @Test
    void aCancelledJobIsNotTriedAgain() {
        Lease silent = running("silent");
        Lease failing = running("failing");
        Lease returned = running("returned");
        store.cancel(List.of("silent", "failing", "returned"));
        store.finish(List.of(broken(failing, Failure.Cause.OURS), new Outcome.Returned(returned, 0)));
        clock.pass(TTL);
        assertThat(store.sweep().cancelled()).containsExactly("silent");
        assertNothingCanBeWrittenUnder(silent);
        assertThat(store.counts()).isEqualTo(Map.of(Phase.CANCELLED, 3L));
    }

    @Test
    void aJobThatFinishedBeforeItNoticedTheCancellationHasSucceeded() {
        Lease lease = running("a");
        store.cancel(List.of("a"));
        store.finish(List.of(done(lease)));
        assertThat(store.find("a").orElseThrow().state().phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void aJobPastItsDeadlineExpiresUnlessAWorkerHasIt() {
        SampleJobs late = SampleJobs.PLAIN.until(clock.instant().plusSeconds(5));
        store.submit(List.of(late.job("taken"), late.job("waiting")));
        lease(FIRST, 1);
        clock.pass(Duration.ofSeconds(5));
        assertThat(lease(FIRST, 1)).isEmpty();
        assertThat(store.sweep().expired()).containsExactly("waiting");
        assertThat(state("waiting")).isEqualTo(new JobState.Expired(clock.instant()));
        assertThat(state("taken").phase()).isEqualTo(Phase.LEASED);
        assertThat(types("waiting")).containsExactly("job.queued", "job.expired");
    }
}
