package dev.calotype.spi;

/**
 * A device that models are loaded on.
 *
 * @param kind processor or graphics card
 * @param index which one of its kind, from 0
 */
public record DeviceSpec(Kind kind, int index) {
    /** Kinds of device. */
    public enum Kind {
        /** The host's processor; several of them share its cores. */
        CPU,
        /** An NVIDIA graphics card. */
        CUDA
    }

    /** The name in logs and events, such as {@code cpu:0}. */
    public String id() {
        return (kind == Kind.CPU ? "cpu:" : "cuda:") + index;
    }
}
