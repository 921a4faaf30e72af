package dev.calotype.kafka;

import dev.calotype.jobs.EventData.JobRejected;
import dev.calotype.jobs.EventJson;
import dev.calotype.jobs.JobJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Keeps records that did not become jobs, as they were, with the reasons beside them: header {@code calotype_rejection}
 * is a JSON object of source and faults. Original headers follow with {@code original_} before their names. Of a record
 * above 1 MiB the first 1 MiB is kept and {@code calotype_cut} says how long it was.
 */
final class DeadLetters {
    private final EventJson json = new EventJson();
    private final Sender sender;

    DeadLetters(Sender sender) {
        this.sender = sender;
    }

    void send(List<Command.Dead> dead) {
        if (!dead.isEmpty()) {
            sender.send(dead.stream().map(this::letter).toList());
        }
    }

    private ProducerRecord<String, byte[]> letter(Command.Dead dead) {
        var rejection = dead.rejection();
        ConsumerRecord<String, byte[]> record = dead.record();
        byte[] value = CloudEvents.value(record);
        byte[] kept = value.length > JobJson.LIMIT ? Arrays.copyOf(value, JobJson.LIMIT) : value;
        var letter = new ProducerRecord<>(Topics.DEAD, rejection.jobId(), kept);
        var headers = letter.headers();
        Instant time = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        CloudEvents.describe(headers, "job.dead", rejection.source(), rejection.jobId(), time);
        CloudEvents.text(headers, "content-type", "application/octet-stream");
        byte[] reasons = json.data(new JobRejected(rejection.source(), rejection.faults()));
        CloudEvents.text(headers, "calotype_rejection", new String(reasons, StandardCharsets.UTF_8));
        if (kept.length < value.length) {
            CloudEvents.text(headers, "calotype_cut", Integer.toString(value.length));
        }
        record.headers().forEach(header -> headers.add("original_" + header.key(), header.value()));
        return letter;
    }
}
