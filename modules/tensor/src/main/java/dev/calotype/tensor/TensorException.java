package dev.calotype.tensor;

/** An operation was refused: names the operation, what it was given and, where known, what it needs. */
public final class TensorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its reason. */
    public TensorException(String message) {
        super(message);
    }

    /** A refusal with what caused it. */
    public TensorException(String message, Throwable cause) {
        super(message, cause);
    }
}
