package dev.calotype.launcher;

import dev.calotype.jobs.JobRequest;
import dev.calotype.kafka.CommandProducer;
import dev.calotype.server.Commands;
import java.util.List;

/** The HTTP door's commands go into Kafka. */
record KafkaCommands(CommandProducer producer) implements Commands {
    @Override
    public List<String> submit(List<JobRequest> requests) {
        return producer.submit(requests);
    }

    @Override
    public void cancel(String id) {
        producer.cancel(List.of(id));
    }
}
