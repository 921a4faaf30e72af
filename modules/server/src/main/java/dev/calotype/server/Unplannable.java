package dev.calotype.server;

import java.util.function.Supplier;

/** A job whose walk cannot be planned, and the field of the job that is to blame. */
final class Unplannable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    private Unplannable(String pointer, IllegalArgumentException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.pointer = pointer;
    }

    /** A JSON pointer into the job. */
    String pointer() {
        return pointer;
    }

    /**
     * One part of the planning. A refusal that begins with the number of steps blames that, any other this field.
     *
     * @throws Unplannable if the part refuses
     */
    static <T> T at(String field, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            boolean ofSteps = String.valueOf(e.getMessage()).startsWith("steps is ");
            throw new Unplannable(ofSteps ? "/steps" : field, e);
        }
    }
}
