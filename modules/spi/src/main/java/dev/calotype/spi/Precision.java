package dev.calotype.spi;

/** The floating type that a model's networks compute in. */
public enum Precision {
    /** 32 bits. */
    FP32(4),
    /** 16 bits, IEEE 754's half precision. */
    FP16(2),
    /** 16 bits with the exponent of 32. */
    BF16(2);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes a number. */
    public int bytes() {
        return bytes;
    }

    /** What a device computes in where nobody asks for anything: a processor in 32 bits, a graphics card in 16. */
    public static Precision usual(DeviceSpec device) {
        return device.kind() == DeviceSpec.Kind.CPU ? FP32 : FP16;
    }
}
