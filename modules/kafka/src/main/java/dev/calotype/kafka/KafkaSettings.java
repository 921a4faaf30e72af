package dev.calotype.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * Where Kafka is.
 *
 * @param bootstrap addresses, such as {@code 127.0.0.1:9092}
 * @param properties whatever else Kafka's clients need to connect, such as {@code security.protocol}
 */
public record KafkaSettings(String bootstrap, Map<String, String> properties) {
    /** Copies the properties. */
    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** An open server. */
    public static KafkaSettings of(String bootstrap) {
        return new KafkaSettings(bootstrap, Map.of());
    }

    /** The properties of a client that also needs these. */
    Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrap);
        all.putAll(more);
        return all;
    }

    /** Hides the properties: they may hold secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrap=" + bootstrap + "]";
    }
}
