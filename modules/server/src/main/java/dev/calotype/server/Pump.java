package dev.calotype.server;

/** Moves what is waiting from one place to another, once, and may block. Driven by one virtual thread. */
@FunctionalInterface
public interface Pump extends AutoCloseable {
    /** Moves what is there; gives whether there was anything. */
    boolean pump();

    /** Lets go of what it holds, after the last call of {@link #pump} has returned. */
    @Override
    default void close() {}
}
