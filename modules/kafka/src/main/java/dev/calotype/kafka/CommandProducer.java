package dev.calotype.kafka;

import dev.calotype.jobs.JobId;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A client's way in. Returns when Kafka has the commands safe. Safe for any thread. */
public final class CommandProducer implements AutoCloseable {
    static final String SUBMIT = "job.submit";
    static final String CANCEL = "job.cancel";

    private final JobJson json = new JobJson();
    private final Sender sender;
    private final InstantSource clock;

    /** A producer with its own connection to Kafka. */
    public CommandProducer(KafkaSettings settings, InstantSource clock) {
        sender = new Sender(settings);
        this.clock = clock;
    }

    /**
     * Asks for jobs; one without an id is given one.
     *
     * @return the ids, in order
     * @throws IllegalArgumentException if one is larger than {@link JobJson#LIMIT}; then none was sent
     * @throws KafkaFailed if Kafka did not take them all; sending the same ids again is safe
     */
    public List<String> submit(Collection<JobRequest> requests) {
        List<JobRequest> named = requests.stream().map(this::named).toList();
        sender.send(named.stream()
                .map(request -> command(SUBMIT, String.valueOf(request.id()), json.write(request)))
                .toList());
        return named.stream().map(request -> String.valueOf(request.id())).toList();
    }

    /**
     * Asks to cancel jobs.
     *
     * @throws KafkaFailed if Kafka did not take them all; asking again is safe
     */
    public void cancel(Collection<String> ids) {
        sender.send(ids.stream()
                .map(id -> command(CANCEL, id, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private JobRequest named(JobRequest request) {
        return request.id() == null ? request.withId(JobId.fresh(clock.instant())) : request;
    }

    private ProducerRecord<String, byte[]> command(String type, String id, byte[] value) {
        if (!JobId.wellFormed(id)) {
            throw new IllegalArgumentException("'" + id + "' cannot be a job's id: use letters, digits and ._~-");
        }
        if (value.length > JobJson.LIMIT) {
            throw new IllegalArgumentException(
                    "job " + id + " has " + value.length + " bytes; at most " + JobJson.LIMIT + " are taken");
        }
        Instant now = clock.instant();
        var record = new ProducerRecord<>(Topics.COMMANDS, id, value);
        CloudEvents.describe(record.headers(), type, JobId.fresh(now), id, now);
        CloudEvents.text(record.headers(), "content-type", "application/json");
        return record;
    }

    @Override
    public void close() {
        sender.close();
    }
}
