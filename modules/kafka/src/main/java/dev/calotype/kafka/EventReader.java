package dev.calotype.kafka;

import dev.calotype.jobs.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A client's view of what happens to jobs: every event once, in order for each job. Reads alone, outside any consumer
 * group. For one thread, except {@link #wakeUp}.
 */
public final class EventReader implements AutoCloseable {
    /** How many ids of past events are kept to recognise one that comes twice. */
    private static final int REMEMBERED = 10_000;

    private final CloudEvents cloudEvents = new CloudEvents();
    private final Map<String, Boolean> seen = new LinkedHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;

    private EventReader(KafkaSettings settings, Starting start) {
        consumer = new KafkaConsumer<>(
                settings.with(Map.of(
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions();
            consumer.assign(partitions);
            start.seek(consumer, partitions);
            partitions.forEach(consumer::position);
        } catch (KafkaException failed) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
            throw new KafkaFailed("events cannot be read from " + settings + ": " + failed.getMessage(), failed);
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + Topics.EVENTS + "; a farm makes it when it starts");
        }
        return partitions;
    }

    /** Where a reader begins. */
    private interface Starting {
        void seek(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions);
    }

    /** A reader of what happens from now on: once this returns, nothing is missed. */
    public static EventReader fromNow(KafkaSettings settings) {
        return new EventReader(settings, KafkaConsumer::seekToEnd);
    }

    /** A reader of what happened since then, as far as Kafka keeps it. */
    public static EventReader since(KafkaSettings settings, Instant then) {
        return new EventReader(settings, (consumer, partitions) -> {
            var times = partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> then.toEpochMilli()));
            consumer.offsetsForTimes(times).forEach((partition, place) -> {
                if (place == null) {
                    consumer.seekToEnd(List.of(partition));
                } else {
                    consumer.seek(partition, place.offset());
                }
            });
        });
    }

    /** The next events; none if none came in time or the reader was woken. */
    public List<Event> poll(Duration timeout) {
        List<Event> events = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
                cloudEvents.event(record).filter(this::isNew).ifPresent(events::add);
            }
        } catch (WakeupException woken) {
            return List.of();
        }
        return events;
    }

    private boolean isNew(Event event) {
        boolean fresh = seen.put(event.id(), true) == null;
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.keySet().iterator().next());
        }
        return fresh;
    }

    /** Makes a waiting {@link #poll} return; from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }
}
