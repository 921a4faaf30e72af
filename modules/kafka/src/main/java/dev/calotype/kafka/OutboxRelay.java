package dev.calotype.kafka;

import dev.calotype.jobs.Event;
import dev.calotype.jobs.JobStore;
import java.util.List;

/**
 * Carries events from the store's outbox to Kafka, in order for each job. An event may arrive twice, under the same id,
 * if the farm dies in between. Driven by its owner, one call after another; has no thread of its own but Kafka's.
 */
public final class OutboxRelay implements AutoCloseable {
    private final CloudEvents cloudEvents = new CloudEvents();
    private final JobStore store;
    private final Sender sender;

    /** A relay with its own connection to Kafka. */
    public OutboxRelay(KafkaSettings settings, JobStore store) {
        this.store = store;
        sender = new Sender(settings);
    }

    /**
     * Publishes the oldest events.
     *
     * @param limit at most this many
     * @return how many; 0 also while another node's relay is at it
     * @throws KafkaFailed if Kafka did not take them; they stay in the outbox
     */
    public int relay(int limit) {
        return store.relay(limit, this::publish);
    }

    private void publish(List<Event> events) {
        sender.send(events.stream()
                .map(event -> cloudEvents.record(topic(event), event))
                .toList());
    }

    private static String topic(Event event) {
        return event.type().startsWith("worker.") ? Topics.WORKERS : Topics.EVENTS;
    }

    @Override
    public void close() {
        sender.close();
    }
}
