package dev.calotype.jobs;

/** The store could not do what was asked; nothing was changed, and the call may be made again. */
public final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what could not be done.
     *
     * @param message what was asked, what was found, what to do
     * @param cause what the database said
     */
    public StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
