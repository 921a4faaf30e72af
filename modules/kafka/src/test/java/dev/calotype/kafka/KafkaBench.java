package dev.calotype.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Door;
import dev.calotype.jobs.Event;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobStore;
import dev.calotype.testkit.SampleJobs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker, a store, and the few moves that the contract of the ends is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class KafkaBench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** Admits jobs for the one model there is. */
    private static final Door DOOR = request -> request.model().equals("shapes")
            ? new Admission.Admitted(SampleJobs.PLAIN.job(String.valueOf(request.id())))
            : new Admission.Refused(
                    List.of(new Fault("unknown-model", "/model", "model '" + request.model() + "' is not installed")));

    @TempDir
    static Path tables;

    private LocalPostgres postgres;
    KafkaSettings kafka;
    JobStore store;
    CommandProducer client;

    /** A broker without topics. */
    abstract KafkaSettings broker() throws Exception;

    @BeforeAll
    final void start() throws Exception {
        kafka = broker();
        Topics.create(kafka, 3);
        Topics.create(kafka, 3);
        postgres = new LocalPostgres(tables);
        store = postgres.store();
        client = new CommandProducer(kafka, Clock.systemUTC());
    }

    @AfterAll
    final void stop() {
        if (client != null) {
            client.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    CommandIntake intake(JobStore into) {
        return new CommandIntake(kafka, "node-1", into, DOOR);
    }

    /** Takes in this many records, in a fresh intake. */
    void takeIn(int records) {
        try (CommandIntake intake = intake(store)) {
            takeIn(intake, records);
        }
    }

    static void takeIn(CommandIntake intake, int records) {
        Instant end = Instant.now().plus(PATIENCE);
        int taken = 0;
        while (taken < records && Instant.now().isBefore(end)) {
            taken += intake.poll(SHORT);
        }
        assertThat(taken).isEqualTo(records);
    }

    void relayAll() {
        try (var relay = new OutboxRelay(kafka, store)) {
            int published = 1;
            while (published > 0) {
                published = relay.relay(7);
            }
        }
    }

    /** All events of a job until one that is its last, or until there are this many. */
    List<Event> events(String id, int many) {
        List<Event> events = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        try (var reader = EventReader.since(kafka, Instant.EPOCH)) {
            while (events.size() < many && Instant.now().isBefore(end)) {
                reader.poll(SHORT).stream()
                        .filter(event -> event.subject().equals(id))
                        .forEach(events::add);
            }
        }
        return events;
    }

    List<String> types(String id, int many) {
        return events(id, many).stream().map(Event::type).toList();
    }

    /** The first record under this key in a topic. */
    ConsumerRecord<String, byte[]> first(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                kafka.with(Map.of("auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(SHORT)) {
                    if (key.equals(record.key())) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("no record under " + key + " in " + topic);
    }

    /** Sends what an ordinary producer would, which knows nothing of this farm. */
    void sendRaw(@Nullable String key, byte[] value) throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<>(
                kafka.with(Map.of("max.request.size", 4 << 20)), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, 0, key, value)).get();
        }
    }

    void sendRaw(@Nullable String key, String value) throws InterruptedException, ExecutionException {
        sendRaw(key, value.getBytes(StandardCharsets.UTF_8));
    }

    static JobRequest request(@Nullable String id) {
        return JobRequest.of(id, "north", "shapes", "a red circle");
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return String.valueOf(CloudEvents.text(record.headers(), name));
    }
}
