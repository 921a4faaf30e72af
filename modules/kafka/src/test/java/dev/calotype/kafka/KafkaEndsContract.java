package dev.calotype.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.jobs.Event;
import dev.calotype.jobs.EventData.JobRejected;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobFilter;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Worker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the farm's ends in Kafka must do. */
abstract class KafkaEndsContract extends KafkaBench {
    @Test
    void aJobGoesInAndItsWholeStoryComesOutInOrder() {
        try (var reader = EventReader.fromNow(kafka)) {
            String id = client.submit(List.of(request(null))).getFirst();
            takeIn(1);
            var worker = new Worker("node-1", "cpu:0");
            Lease lease = store.lease(new LeaseRequest(worker, Set.of(), 100, Duration.ofMinutes(1))).stream()
                    .map(job -> job.lease())
                    .filter(one -> one.jobId().equals(id))
                    .findFirst()
                    .orElseThrow();
            store.start(List.of(lease));
            store.notice(lease, "prompt-cut", "9 tokens did not fit");
            store.finish(List.of(new Outcome.Completed(lease, List.of(), 1)));
            relayAll();
            assertThat(types(id, 4)).containsExactly("job.queued", "job.started", "job.notice", "job.succeeded");
            assertThat(reader.poll(Duration.ofSeconds(10)))
                    .extracting(Event::subject)
                    .contains(id);
        }
    }

    @Test
    void anEventIsACloudEventInBinaryMode() {
        String id = client.submit(List.of(request(null))).getFirst();
        takeIn(1);
        relayAll();
        var record = first(Topics.EVENTS, id);
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo("job.queued");
        assertThat(header(record, "ce_source")).isEqualTo("/calotype");
        assertThat(header(record, "ce_subject")).isEqualTo(id);
        assertThat(header(record, "ce_id")).hasSize(36);
        assertThat(Instant.parse(header(record, "ce_time"))).isBefore(Instant.now());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(record.value()).asString().isEqualTo("{\"tenant\":\"north\",\"model\":\"shapes\",\"priority\":0}");
    }

    @Test
    void aBatchThatWasWrittenButNotCommittedComesAgainAndChangesNothing() {
        List<String> ids = client.submit(
                IntStream.range(0, 20).mapToObj(i -> request(null)).toList());
        try (CommandIntake dying = intake(dyingAfterSubmit())) {
            assertThatThrownBy(() -> takeIn(dying, 20)).hasMessageContaining("killed");
        }
        assertThat(ids).anyMatch(id -> store.find(id).isPresent());
        takeIn(20);
        relayAll();
        assertThat(ids).allMatch(id -> store.find(id).isPresent());
        assertThat(types(ids.getFirst(), 1)).containsExactly("job.queued");
        assertThat(types(ids.getLast(), 1)).containsExactly("job.queued");
    }

    @Test
    void anIntakeThatFailedReadsTheBatchAgain() {
        String id = client.submit(List.of(request(null))).getFirst();
        try (CommandIntake intake = intake(dyingAfterSubmit())) {
            assertThatThrownBy(() -> takeIn(intake, 1)).hasMessageContaining("killed");
            takeIn(intake, 1);
        }
        assertThat(store.find(id)).isPresent();
    }

    @Test
    void whoeverComesBackUnderTheSameNameTakesOverAtOnce() {
        CommandIntake silent = intake(store);
        try (silent) {
            client.submit(List.of(request(null)));
            takeIn(silent, 1);
            String id = client.submit(List.of(request(null))).getFirst();
            takeIn(1);
            assertThat(store.find(id)).isPresent();
        }
    }

    @Test
    void aBadRecordIsSetAsideWithAllItsFaultsAndThePartitionGoesOn() throws Exception {
        sendRaw("bad-1", "{\"promt\":\"a\",\"steps\":0}");
        sendRaw("bad-2", "not json");
        sendRaw("good-1", "{\"model\":\"shapes\",\"prompt\":\"a red circle\"}");
        takeIn(3);
        relayAll();
        assertThat(store.find("good-1")).isPresent();
        assertThat(store.find("bad-1")).isEmpty();
        var letter = first(Topics.DEAD, "bad-1");
        assertThat(letter.value()).asString().isEqualTo("{\"promt\":\"a\",\"steps\":0}");
        assertThat(header(letter, "calotype_rejection"))
                .contains("/promt", "did you mean \\\"prompt\\\"?", "/steps", "\\\"model\\\" is missing");
        assertThat(events("bad-1", 1).getFirst().data())
                .isInstanceOfSatisfying(
                        JobRejected.class,
                        rejected -> assertThat(rejected.faults())
                                .extracting(Fault::code)
                                .containsExactlyInAnyOrder(
                                        "missing-field", "missing-field", "unknown-field", "out-of-range"));
        assertThat(types("bad-2", 1)).containsExactly("job.rejected");
        assertThat(header(first(Topics.DEAD, "bad-2"), "calotype_rejection")).contains("not-json");
    }

    @Test
    void aRequestTheFarmCannotServeIsRejected() throws Exception {
        sendRaw("unserved", "{\"model\":\"shaps\",\"prompt\":\"a\"}");
        takeIn(1);
        relayAll();
        assertThat(header(first(Topics.DEAD, "unserved"), "calotype_rejection")).contains("unknown-model");
        assertThat(types("unserved", 1)).containsExactly("job.rejected");
    }

    @Test
    void aRecordAboveOneMebibyteIsSetAsideAndCut() throws Exception {
        sendRaw("large", "{\"model\":\"shapes\",\"prompt\":\"" + "x".repeat(JobJson.LIMIT) + "\"}");
        takeIn(1);
        relayAll();
        var letter = first(Topics.DEAD, "large");
        assertThat(letter.value()).hasSize(JobJson.LIMIT);
        assertThat(Integer.parseInt(header(letter, "calotype_cut"))).isGreaterThan(JobJson.LIMIT);
        assertThat(header(letter, "calotype_rejection")).contains("too-large");
        assertThat(types("large", 1)).containsExactly("job.rejected");
    }

    @Test
    void aClientRefusesWhatIsTooLargeBeforeItIsSent() {
        var large = JobRequest.of("big", "t", "m", "x".repeat(JobJson.LIMIT));
        assertThatThrownBy(() -> client.submit(List.of(large)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("job big has");
    }

    @Test
    void aRecordWithoutAnyIdIsOneJobHoweverOftenItIsRead() throws Exception {
        sendRaw(null, "{\"model\":\"shapes\",\"prompt\":\"nameless\"}");
        try (CommandIntake intake = intake(dyingAfterSubmit())) {
            long before = total();
            assertThatThrownBy(() -> takeIn(intake, 1)).hasMessageContaining("killed");
            takeIn(intake, 1);
            assertThat(total() - before).isEqualTo(1);
        }
    }

    @Test
    void cancelsAJobThatIsThereAndSetsAsideOneThatIsNot() {
        String id = client.submit(List.of(request(null))).getFirst();
        client.cancel(List.of(id, "nobody"));
        takeIn(3);
        relayAll();
        assertThat(store.find(id).orElseThrow().state().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(types(id, 2)).containsExactly("job.queued", "job.cancelled");
        assertThat(header(first(Topics.DEAD, "nobody"), "calotype_rejection")).contains("unknown-job");
    }

    @Test
    void workersAreToldOfInATopicOfTheirOwn() {
        store.seen(List.of(new Worker("node-9", "cpu:0")));
        relayAll();
        assertThat(header(first(Topics.WORKERS, "node-9/cpu:0"), "ce_type")).isEqualTo("worker.joined");
    }

    private long total() {
        return store.list(JobFilter.newest(100_000)).size();
    }

    /** The real store behind a caller that dies once, after the jobs were written. */
    private JobStore dyingAfterSubmit() {
        var alive = new AtomicBoolean(true);
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals("submit") && alive.getAndSet(false)) {
                            throw new IllegalStateException("killed after the transaction");
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
