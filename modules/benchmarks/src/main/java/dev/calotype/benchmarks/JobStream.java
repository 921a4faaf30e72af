package dev.calotype.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Double> seconds = new HashMap<>();

    JobStream(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 20),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor("calotype.job.events").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Submits; the clock of this job runs from here. */
    void submit(String id, String job) {
        begun.put(id, System.nanoTime());
        var unused =
                producer.send(new ProducerRecord<>("calotype.job.commands", id, job.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes events for a while; gives how many jobs are still under way. */
    int take(Duration patience) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            String type = type(record);
            Long at = begun.get(record.key());
            if (type.equals("job.succeeded") && at != null) {
                seconds.putIfAbsent(record.key(), (System.nanoTime() - at) / 1e9);
            } else if (type.equals("job.failed") || type.equals("job.rejected")) {
                throw new IllegalStateException(
                        record.key() + " ended as " + type + ": " + new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return begun.size() - seconds.size();
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
