package dev.calotype.kafka;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same contract in the other home: Kafka as its own image starts it. */
class ContainerKafkaEndsTest extends KafkaEndsContract {
    private static final String IMAGE = "apache/kafka:4.1.0";

    private @Nullable KafkaContainer broker;

    @Override
    KafkaSettings broker() {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            System.out.println("skipped: the ends in Kafka on " + IMAGE + ", because no Docker daemon answers");
        }
        assumeTrue(docker, "no Docker daemon answers");
        broker = new KafkaContainer(IMAGE);
        broker.start();
        return KafkaSettings.of(broker.getBootstrapServers());
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.stop();
        }
    }
}
