package dev.calotype.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaEndsTest extends KafkaEndsContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedKafka broker;

    @Override
    KafkaSettings broker() throws IOException {
        broker = EmbeddedKafka.start(directory);
        return KafkaSettings.of(broker.bootstrap());
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void nothingIsLostWhenTheBrokerIsKilled() {
        List<String> ids = new ArrayList<>(submit(10));
        try (CommandIntake intake = intake(store)) {
            takeIn(intake, 10);
            ids.addAll(submit(10));
            ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();
            ids.addAll(submit(10));
            takeIn(intake, 20);
        }
        relayAll();
        assertThat(ids).allMatch(id -> store.find(id).isPresent());
        assertThat(types(ids.getLast(), 1)).containsExactly("job.queued");
    }

    private List<String> submit(int jobs) {
        return client.submit(
                IntStream.range(0, jobs).mapToObj(i -> request(null)).toList());
    }
}
