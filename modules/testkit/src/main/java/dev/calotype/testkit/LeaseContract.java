package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.jobs.Beat;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.PluginUse;
import dev.calotype.jobs.Progress;
import dev.calotype.jobs.Pulse;
import dev.calotype.jobs.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every job store must do about leases. */
abstract class LeaseContract extends IntakeContract {
    @Test
    void leasesByPriorityThenTheTenantThatUsedLeastThenAge() {
        spend("north", 5);
        spend("south", 1);
        store.submit(List.of(
                SampleJobs.PLAIN.of("north").job("north-1"),
                SampleJobs.PLAIN.of("south").job("south-1"),
                SampleJobs.PLAIN.of("north").at(1).job("urgent-2"),
                SampleJobs.PLAIN.of("south").job("south-2"),
                SampleJobs.PLAIN.of("east").job("east-1"),
                SampleJobs.PLAIN.of("north").at(2).job("urgent-1")));
        assertThat(ids(lease(FIRST, 10)))
                .containsExactly("urgent-1", "urgent-2", "east-1", "south-1", "south-2", "north-1");
    }

    @Test
    void prefersJobsWhoseModelIsWarmUntilTheOthersHaveWaitedLong() {
        store.submit(List.of(
                SampleJobs.PLAIN.on("cold").job("cold-1"),
                SampleJobs.PLAIN.on("warm").job("warm-1"),
                SampleJobs.PLAIN.on("cold").at(1).job("urgent")));
        var request = new LeaseRequest(FIRST, Set.of("warm", "other"), 1, TTL);
        assertThat(ids(store.lease(request))).containsExactly("urgent");
        assertThat(ids(store.lease(request))).containsExactly("warm-1");
        clock.pass(Duration.ofMinutes(1));
        store.submit(List.of(SampleJobs.PLAIN.on("warm").job("warm-2")));
        assertThat(ids(store.lease(request))).containsExactly("cold-1");
        assertThat(ids(store.lease(request))).containsExactly("warm-2");
        assertThat(store.lease(request)).isEmpty();
    }

    @Test
    void aLeaseCarriesTheJobTheAttemptAndItsEnd() {
        JobSpec job = SampleJobs.PLAIN.job("a");
        store.submit(List.of(job));
        var lease = new Lease("a", 1, FIRST);
        Instant until = clock.instant().plus(TTL);
        assertThat(lease(FIRST, 5)).containsExactly(new LeasedJob(job, lease, until));
        assertThat(state("a")).isEqualTo(new JobState.Leased(lease, until));
        store.start(List.of(lease));
        assertThat(state("a")).isEqualTo(new JobState.Running(lease, until, Progress.NONE));
    }

    @Test
    void aHeartbeatRenewsTheLeaseAndTellsOfProgressOnce() {
        Lease lease = running("a");
        clock.pass(TTL.minusSeconds(1));
        var beat = new Beat(lease, new Progress(3, 20));
        assertThat(store.heartbeat(List.of(beat), TTL)).isEqualTo(new Pulse(Set.of(), Set.of()));
        store.heartbeat(List.of(beat), TTL);
        clock.pass(TTL.minusSeconds(1));
        assertThat(store.sweep().requeued()).isEmpty();
        assertThat(state("a"))
                .isEqualTo(new JobState.Running(lease, clock.instant().plusSeconds(1), new Progress(3, 20)));
        assertThat(types("a")).containsExactly("job.queued", "job.started", "job.progress");
    }

    @Test
    void aLapsedLeaseGoesToAnotherWorkerAndFencesTheFirst() {
        Lease lost = running("a");
        clock.pass(TTL);
        assertThat(store.sweep().requeued()).containsExactly("a");
        assertThat(store.sweep().requeued()).isEmpty();
        assertNothingCanBeWrittenUnder(lost);
        Lease current = only(lease(SECOND, 1));
        assertThat(current).isEqualTo(new Lease("a", 2, SECOND));
        assertNothingCanBeWrittenUnder(lost);
        store.start(List.of(current));
        assertNothingCanBeWrittenUnder(lost);
        assertThat(store.finish(List.of(done(current)))).containsExactly(current);
        assertNothingCanBeWrittenUnder(lost);
        assertThat(types("a"))
                .containsExactly("job.queued", "job.started", "job.requeued", "job.started", "job.succeeded");
    }

    @Test
    void aNoticeReachesTheClient() {
        Lease lease = running("a");
        assertThat(store.notice(lease, "prompt-cut", "9 tokens did not fit")).isTrue();
        assertThat(types("a")).containsExactly("job.queued", "job.started", "job.notice");
        assertThat(store.find("a").orElseThrow().notices()).containsExactly("9 tokens did not fit");
    }

    @Test
    void aJobSaysWhichPluginsItsLastAttemptWasGiven() {
        var old = List.of(new PluginUse("samplers", "1.0", "ab"));
        var latest = List.of(new PluginUse("samplers", "1.1", "cd"), new PluginUse("text", "2.0", "ef"));
        Lease first = running("a");
        store.equip(Map.of(first, old));
        assertThat(store.find("a").orElseThrow().plugins()).isEqualTo(old);
        store.finish(List.of(new Outcome.Returned(first, 0.1)));
        begin();
        Lease second = ((JobState.Running) state("a")).lease();
        store.equip(Map.of(second, latest, first, old));
        assertThat(store.find("a").orElseThrow().plugins()).isEqualTo(latest);
    }

    @Test
    void whatHappensOnANodeIsTold() {
        store.tell("north", new EventData.PluginChanged("north", "samplers", "1.1", "cd", "switched", "it is current"));
        assertThat(types("north")).containsExactly("worker.plugin");
    }

    @Test
    void aNoticeOfEveryAttemptIsKeptOnce() {
        Lease first = running("a");
        store.notice(first, "prompt-cut", "9 tokens did not fit");
        store.finish(List.of(new Outcome.Returned(first, 0.1)));
        begin();
        Lease second = ((JobState.Running) state("a")).lease();
        assertThat(store.notice(second, "prompt-cut", "9 tokens did not fit")).isTrue();
        assertThat(store.find("a").orElseThrow().notices()).containsExactly("9 tokens did not fit");
    }

    @Test
    void whereAJobStandsIsKeptForItsNextAttempt() {
        Lease first = running("a");
        assertThat(store.checkpoint(first)).isEmpty();
        assertThat(store.keep(first, new byte[] {1, 2})).isTrue();
        assertThat(store.keep(first, new byte[] {3, 0, -1})).isTrue();
        clock.pass(TTL);
        store.sweep();
        assertThat(store.keep(first, new byte[] {4})).as("under a lapsed lease").isFalse();
        Lease second = only(lease(SECOND, 1));
        assertThat(store.checkpoint(first)).as("for the worker before").isEmpty();
        assertThat(store.checkpoint(second)).hasValue(new byte[] {3, 0, -1});
    }

    @Test
    void whereAJobStandsIsForgottenWithItsEnd() {
        Lease lease = running("a");
        store.keep(lease, new byte[] {1});
        store.finish(List.of(done(lease)));
        assertThat(store.keep(lease, new byte[] {2})).isFalse();
        assertThat(store.checkpoint(lease)).isEmpty();
    }

    @Test
    void noMoreIsKeptThanWasAgreed() {
        Lease lease = running("a");
        assertThat(store.keep(lease, new byte[JobStore.CHECKPOINT_BYTES])).isTrue();
        assertThatThrownBy(() -> store.keep(lease, new byte[JobStore.CHECKPOINT_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16777217 bytes; at most 16777216 are kept");
        assertThat(store.checkpoint(lease).orElseThrow()).hasSize(JobStore.CHECKPOINT_BYTES);
    }

    @Test
    void aReturnedJobWaitsAgainAndNothingIsCounted() {
        running("a");
        for (int i = 0; i < 10; i++) {
            Lease lease = ((JobState.Running) state("a")).lease();
            store.finish(List.of(new Outcome.Returned(lease, 0.1)));
            begin();
        }
        assertThat(store.find("a").orElseThrow().attempt()).isEqualTo(11);
    }

    @Test
    void aJobThatLosesEveryWorkerFailsAtTheLimit() {
        running("a");
        for (int lost = 1; lost < Retries.DEFAULT.lost(); lost++) {
            clock.pass(TTL);
            assertThat(store.sweep().requeued()).containsExactly("a");
            begin();
        }
        clock.pass(TTL);
        assertThat(store.sweep().failed()).containsExactly("a");
        assertThat(state("a"))
                .isInstanceOfSatisfying(
                        JobState.Failed.class,
                        failed -> assertThat(failed.failure().cause()).isEqualTo(Failure.Cause.LOST));
    }
}
