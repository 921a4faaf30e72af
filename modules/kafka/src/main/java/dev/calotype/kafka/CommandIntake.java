package dev.calotype.kafka;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.calotype.jobs.Cancellation;
import dev.calotype.jobs.Door;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The farm's way in. A batch of commands is written to the store and its bad records to the dead-letter topic; only then
 * is its offset committed. Dying anywhere in between replays the batch, which changes nothing that was written.
 *
 * <p>Has no thread of its own but Kafka's. For one thread, except {@link #wakeUp}.
 */
public final class CommandIntake implements AutoCloseable {
    private static final String GROUP = "calotype-intake";
    private static final int BATCH = 500;

    private final CommandReader reader;
    private final JobStore store;
    private final Sender sender;
    private final DeadLetters deadLetters;
    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * Joins the farm's intake.
     *
     * @param member this end's name, unique in the farm and the same after a restart: whoever comes back under it takes up
     *     its partitions at once
     * @param store where jobs go
     * @param door decides what this farm can do
     */
    public CommandIntake(KafkaSettings settings, String member, JobStore store, Door door) {
        this.store = store;
        reader = new CommandReader(door);
        sender = new Sender(settings);
        deadLetters = new DeadLetters(sender);
        consumer = new KafkaConsumer<>(
                settings.with(membership(member)), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.COMMANDS));
    }

    private static Map<String, Object> membership(String member) {
        return Map.ofEntries(
                Map.entry("group.id", GROUP),
                Map.entry("group.instance.id", member),
                Map.entry("session.timeout.ms", 10_000),
                Map.entry("heartbeat.interval.ms", 2_000),
                Map.entry("enable.auto.commit", false),
                Map.entry("auto.offset.reset", "earliest"),
                Map.entry("allow.auto.create.topics", false),
                Map.entry("isolation.level", "read_committed"),
                Map.entry("max.poll.records", BATCH));
    }

    /**
     * Takes in the next batch.
     *
     * @return how many records; 0 if none came in time or the intake was woken
     * @throws RuntimeException if the store or Kafka failed; nothing is lost, the next call reads the batch again
     */
    public int poll(Duration timeout) {
        ConsumerRecords<String, byte[]> records;
        try {
            records = consumer.poll(timeout);
        } catch (WakeupException woken) {
            return 0;
        }
        if (records.isEmpty()) {
            return 0;
        }
        try {
            take(records);
        } catch (RuntimeException failed) {
            rewind(records);
            throw failed;
        }
        commit();
        return records.count();
    }

    /** Jobs first, so that a cancellation in the same batch finds its job. */
    private void take(ConsumerRecords<String, byte[]> records) {
        List<JobSpec> jobs = new ArrayList<>();
        List<Command.Cancel> cancels = new ArrayList<>();
        List<Command.Dead> dead = new ArrayList<>();
        for (var record : records) {
            switch (reader.read(record)) {
                case Command.Submit(var job) -> jobs.add(job);
                case Command.Cancel cancel -> cancels.add(cancel);
                case Command.Dead letter -> dead.add(letter);
            }
        }
        if (!jobs.isEmpty()) {
            store.submit(jobs);
        }
        dead.addAll(cancel(cancels));
        if (!dead.isEmpty()) {
            store.reject(dead.stream().map(Command.Dead::rejection).toList());
            deadLetters.send(dead);
        }
    }

    private List<Command.Dead> cancel(List<Command.Cancel> cancels) {
        if (cancels.isEmpty()) {
            return List.of();
        }
        var answers = store.cancel(cancels.stream().map(Command.Cancel::id).toList());
        return cancels.stream()
                .filter(cancel -> answers.get(cancel.id()) == Cancellation.UNKNOWN)
                .map(CommandIntake::unknown)
                .toList();
    }

    private static Command.Dead unknown(Command.Cancel cancel) {
        String message = "there is no job \"" + cancel.id() + "\" to cancel";
        return CommandReader.dead(cancel.record(), cancel.id(), List.of(new Fault("unknown-job", "", message)));
    }

    private void rewind(ConsumerRecords<String, byte[]> records) {
        records.partitions().stream()
                .filter(consumer.assignment()::contains)
                .forEach(partition -> consumer.seek(
                        partition, records.records(partition).getFirst().offset()));
    }

    /** If the partitions went to another member meanwhile, it reads the batch again, which changes nothing. */
    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException | WakeupException elsewhere) {
            // Safe as the batch is; see above.
            return;
        }
    }

    /** Makes a waiting {@link #poll} return; from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    /** Leaves; others take its partitions up at once. */
    @Override
    public void close() {
        consumer.close(CloseOptions.groupMembershipOperation(LEAVE_GROUP).withTimeout(Duration.ofSeconds(5)));
        sender.close();
    }
}
