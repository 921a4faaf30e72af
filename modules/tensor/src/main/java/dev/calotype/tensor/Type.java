package dev.calotype.tensor;

import dev.calotype.spi.Precision;

/** Element types, with the codes libtorch and safetensors know them by. */
public enum Type {
    /** 32-bit floating point. */
    F32(6, "F32", 4),
    /** 16-bit floating point. */
    F16(5, "F16", 2),
    /** 16-bit floating point with the exponent of 32. */
    BF16(15, "BF16", 2),
    /** 64-bit floating point. */
    F64(7, "F64", 8),
    /** 32-bit integers. */
    I32(3, "I32", 4),
    /** 64-bit integers. */
    I64(4, "I64", 8),
    /** Unsigned bytes. */
    U8(0, "U8", 1),
    /** Signed bytes. */
    I8(1, "I8", 1),
    /** Truth values, a byte each. */
    BOOL(11, "BOOL", 1);

    private final int code;
    private final String label;
    private final int bytes;

    Type(int code, String label, int bytes) {
        this.code = code;
        this.label = label;
        this.bytes = bytes;
    }

    /** The type that a network of this precision computes in. */
    public static Type of(Precision precision) {
        return switch (precision) {
            case FP32 -> F32;
            case FP16 -> F16;
            case BF16 -> BF16;
        };
    }

    int code() {
        return code;
    }

    /** The name in a safetensors header. */
    public String label() {
        return label;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are fractions. */
    public boolean isFloating() {
        return this == F32 || this == F16 || this == BF16 || this == F64;
    }

    static Type ofCode(int code) {
        for (Type type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new TensorException("libtorch gave a tensor of scalar type " + code + ", which is not supported");
    }
}
