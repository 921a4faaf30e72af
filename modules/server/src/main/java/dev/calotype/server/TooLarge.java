package dev.calotype.server;

/** A model does not fit on a device, even alone. */
final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
        super(message);
    }
}
