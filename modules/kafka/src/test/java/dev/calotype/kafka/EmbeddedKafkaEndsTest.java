package dev.calotype.kafka;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaEndsTest extends KafkaEndsContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    private @Nullable LocalBroker broker;

    @Override
    KafkaSettings broker() throws Exception {
        broker = new LocalBroker(directory);
        return KafkaSettings.of(broker.bootstrap());
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }
}
