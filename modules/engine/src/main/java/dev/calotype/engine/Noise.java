package dev.calotype.engine;

/** A stream of standard normal values that belongs to one walk. Not safe for several threads. */
@FunctionalInterface
public interface Noise {
    /** The next draw: {@code count} values, owned by the caller. */
    float[] draw(int count);
}
