package dev.calotype.launcher;

import dev.calotype.kafka.OutboxRelay;
import dev.calotype.server.Pump;

/** Events from the store into Kafka. */
record RelayPump(OutboxRelay relay) implements Pump {
    private static final int BATCH = 1000;

    @Override
    public boolean pump() {
        return relay.relay(BATCH) > 0;
    }

    @Override
    public void close() {
        relay.close();
    }
}
