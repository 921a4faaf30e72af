package dev.calotype.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records and returns when all replicas have them: idempotent, in order for each key. Safe for any thread. */
final class Sender implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    Sender(KafkaSettings settings) {
        Map<String, Object> properties = settings.with(Map.of(
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "max.request.size",
                8 << 20,
                "max.block.ms",
                10_000,
                "delivery.timeout.ms",
                30_000,
                "request.timeout.ms",
                10_000));
        producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Sends all of them.
     *
     * @throws KafkaFailed if any was not taken; some others may have been
     */
    void send(List<ProducerRecord<String, byte[]>> records) {
        List<Future<?>> sent = new ArrayList<>();
        try {
            records.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException | KafkaException failed) {
            throw new KafkaFailed(
                    "Kafka did not take " + records.size() + " records: " + failed.getMessage()
                            + "; check kafka.bootstrap",
                    failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaFailed("sending was interrupted", stopped);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
