package dev.calotype.kafka;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Door;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobId;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.NearMiss;
import dev.calotype.jobs.Parsed;
import dev.calotype.jobs.Rejection;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Understands records of the command topic. The kind is the header {@code ce_type}; without one a record is a job, so that
 * any Kafka producer will do.
 */
final class CommandReader {
    private static final List<String> KINDS = List.of(CommandProducer.SUBMIT, CommandProducer.CANCEL);

    private final JobJson json = new JobJson();
    private final Door door;

    CommandReader(Door door) {
        this.door = door;
    }

    Command read(ConsumerRecord<String, byte[]> record) {
        String kind = CloudEvents.text(record.headers(), CloudEvents.TYPE);
        if (kind == null || kind.equals(CommandProducer.SUBMIT)) {
            return submit(record);
        }
        if (kind.equals(CommandProducer.CANCEL)) {
            return cancel(record);
        }
        String message = "unknown command \"" + kind + "\": " + NearMiss.hint(kind, KINDS);
        return dead(record, idOf(record), List.of(new Fault("unknown-command", "", message)));
    }

    private Command submit(ConsumerRecord<String, byte[]> record) {
        return switch (json.parse(CloudEvents.value(record))) {
            case Parsed.Refused refused -> {
                String id = refused.id();
                yield dead(record, id == null ? idOf(record) : id, refused.all(door));
            }
            case Parsed.Accepted(var request) -> {
                String id = request.id();
                yield admit(record, id == null ? request.withId(idOf(record)) : request);
            }
        };
    }

    private Command admit(ConsumerRecord<String, byte[]> record, JobRequest request) {
        return switch (door.admit(request)) {
            case Admission.Admitted(var job) -> new Command.Submit(job);
            case Admission.Refused(var faults) -> dead(record, String.valueOf(request.id()), faults);
        };
    }

    /** The job to stop is the record's key. */
    private static Command cancel(ConsumerRecord<String, byte[]> record) {
        String id = record.key();
        if (id == null || !JobId.wellFormed(id)) {
            String message = "a cancel command has the job's id as its key; found " + id;
            return dead(record, idOf(record), List.of(new Fault("missing-field", "", message)));
        }
        return new Command.Cancel(id, record);
    }

    /** The id of a record that names none in its value: its key, or one made from where it lies. */
    private static String idOf(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        boolean named = key != null && JobId.wellFormed(key);
        return named ? key : JobId.at(Instant.ofEpochMilli(Math.max(0, record.timestamp())), source(record));
    }

    static Command.Dead dead(ConsumerRecord<String, byte[]> record, String id, List<Fault> faults) {
        return new Command.Dead(new Rejection(id, source(record), faults), record);
    }

    private static String source(ConsumerRecord<String, byte[]> record) {
        return record.topic() + "/" + record.partition() + "@" + record.offset();
    }
}
