package dev.calotype.kafka;

import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Rejection;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the command topic turned out to be. */
sealed interface Command {
    /** A job that the farm can do. */
    record Submit(JobSpec job) implements Command {}

    /** Somebody wants a job stopped. */
    record Cancel(String id, ConsumerRecord<String, byte[]> record) implements Command {}

    /** Neither. */
    record Dead(Rejection rejection, ConsumerRecord<String, byte[]> record) implements Command {}
}
