package dev.calotype.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A client that submits jobs through Kafka and times each until its event of success arrives. For one thread. */
final class JobStream implements AutoCloseable {
    private static final Duration STALLED = Duration.ofMinutes(2);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Double> seconds = new HashMap<>();
    private long lastSign = System.nanoTime();
    private final String prefix = "bench-" + UUID.randomUUID() + "-";
    private long next;

    JobStream(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor("calotype.job.events").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Submits a job under an id of its own; its clock runs from a moment of {@code System.nanoTime()}. */
    void submit(String job, long from) {
        String id = prefix + next++;
        lastSign = System.nanoTime();
        begun.put(id, from);
        var unused =
                producer.send(new ProducerRecord<>("calotype.job.commands", id, job.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes events, or waits this long for some; gives how many jobs are still under way. */
    int take(Duration patience) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            note(record);
        }
        int left = begun.size() - seconds.size();
        if (left > 0 && System.nanoTime() - lastSign > STALLED.toNanos()) {
            throw new IllegalStateException(left + " jobs are under way and no event came for " + STALLED.toMinutes()
                    + " minutes; the server's log may tell why");
        }
        return left;
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        lastSign = System.nanoTime();
        Long from = begun.get(record.key());
        String type = type(record);
        if (type.equals("job.failed") || type.equals("job.rejected")) {
            throw new IllegalStateException(
                    record.key() + " ended as " + type + ": " + new String(record.value(), StandardCharsets.UTF_8));
        }
        if (type.equals("job.succeeded") && from != null) {
            seconds.putIfAbsent(record.key(), (lastSign - from) / (double) TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** From submission to the event, of all jobs that succeeded; and forgets them. */
    Spread latencies() {
        Spread spread = new Spread(
                seconds.values().stream().mapToDouble(Double::doubleValue).toArray());
        begun.clear();
        seconds.clear();
        return spread;
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("ce_type");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
