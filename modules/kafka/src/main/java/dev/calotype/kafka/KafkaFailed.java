package dev.calotype.kafka;

/** Kafka did not do what was asked in time; asking again is safe. */
public final class KafkaFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what could not be done.
     *
     * @param message what was asked, what was found, what to do
     * @param cause what Kafka's client said
     */
    public KafkaFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
