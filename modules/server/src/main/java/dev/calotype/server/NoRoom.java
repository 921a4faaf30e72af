package dev.calotype.server;

/** A model does not fit beside those that are at work now; it will when they are done. */
final class NoRoom extends Exception {
    private static final long serialVersionUID = 1L;

    NoRoom(String message) {
        super(message);
    }
}
