package dev.calotype.networks;

import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import java.util.Locale;

/** Functions between two maps of a network. */
public enum Activation {
    /** x·σ(x). */
    SILU,
    /** The same by another name. */
    SWISH,
    /** x·Φ(x), exact. */
    GELU,
    /** x·σ(1.702x), as the first CLIP models were trained. */
    QUICK_GELU,
    /** max(x, 0). */
    RELU;

    /** The function of every value. */
    Tensor apply(Tensor x) {
        return switch (this) {
            case SILU, SWISH -> Ops.silu(x);
            case GELU -> Ops.gelu(x);
            case QUICK_GELU -> Ops.quickGelu(x);
            case RELU -> Ops.relu(x);
        };
    }

    /** The function that a configuration names, in lower case. */
    static Activation of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The names that U-Nets and autoencoders take. */
    static String[] names() {
        return new String[] {"silu", "swish", "gelu", "relu"};
    }
}
