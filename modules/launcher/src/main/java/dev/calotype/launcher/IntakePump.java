package dev.calotype.launcher;

import dev.calotype.kafka.CommandIntake;
import dev.calotype.server.Pump;
import java.time.Duration;

/** Commands from Kafka into the store. */
record IntakePump(CommandIntake intake) implements Pump {
    private static final Duration WAIT = Duration.ofMillis(200);

    @Override
    public boolean pump() {
        return intake.poll(WAIT) > 0;
    }

    @Override
    public void close() {
        intake.close();
    }
}
