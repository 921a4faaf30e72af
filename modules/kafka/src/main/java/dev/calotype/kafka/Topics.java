package dev.calotype.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The farm's topics. The key of every record is the job's id, or the worker's. */
public final class Topics {
    /** What clients ask. */
    public static final String COMMANDS = "calotype.job.commands";

    /** What happens to jobs. */
    public static final String EVENTS = "calotype.job.events";

    /** Records that did not become jobs, with the reasons; kept for good. */
    public static final String DEAD = "calotype.job.dead";

    /** Workers that come and go. */
    public static final String WORKERS = "calotype.worker.events";

    /** Larger than any command may be, so that one that is too large arrives and can be told why it is refused. */
    private static final String LARGE = Integer.toString(8 << 20);

    private Topics() {}

    /**
     * Makes the topics that are missing, with the broker's own replication factor; leaves those that are there alone.
     *
     * @param partitions of each topic
     * @throws KafkaFailed if the broker does not answer or refuses
     */
    public static void create(KafkaSettings settings, int partitions) {
        try (Admin admin = Admin.create(settings.with(Map.of("default.api.timeout.ms", 30_000)))) {
            for (var made : admin.createTopics(plan(partitions)).values().entrySet()) {
                await(made.getKey(), made.getValue().toCompletionStage().toCompletableFuture());
            }
        }
    }

    private static List<NewTopic> plan(int partitions) {
        return List.of(
                topic(COMMANDS, partitions, Map.of("max.message.bytes", LARGE)),
                topic(EVENTS, partitions, Map.of()),
                topic(DEAD, partitions, Map.of("max.message.bytes", LARGE, "retention.ms", "-1")),
                topic(WORKERS, partitions, Map.of()));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    }

    private static void await(String topic, Future<?> made) {
        try {
            made.get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new KafkaFailed("topic " + topic + " cannot be made: " + failed.getCause(), failed);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaFailed("topic " + topic + " was not made: interrupted", stopped);
        }
    }
}
