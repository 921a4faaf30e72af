package dev.calotype.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Counts infinities and NaNs by their exponents, which have every bit set (IEEE 754), in bytes as they lie in a file. */
final class NonFinite {
    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int F16 = 0x7c00;
    private static final int BF16 = 0x7f80;
    private static final int F32 = 0x7f80_0000;
    private static final long F64 = 0x7ff0_0000_0000_0000L;

    private NonFinite() {}

    /** How many values are not finite; none where values are no fractions. */
    static long count(MemorySegment bytes, Type type) {
        return switch (type) {
            case F16 -> shorts(bytes, F16);
            case BF16 -> shorts(bytes, BF16);
            case F32 -> ints(bytes);
            case F64 -> longs(bytes);
            case I32, I64, U8, I8, BOOL -> 0;
        };
    }

    private static long shorts(MemorySegment bytes, int exponent) {
        long count = 0;
        for (long at = 0; at < bytes.byteSize(); at += Short.BYTES) {
            count += (bytes.get(SHORTS, at) & exponent) == exponent ? 1 : 0;
        }
        return count;
    }

    private static long ints(MemorySegment bytes) {
        long count = 0;
        for (long at = 0; at < bytes.byteSize(); at += Integer.BYTES) {
            count += (bytes.get(INTS, at) & F32) == F32 ? 1 : 0;
        }
        return count;
    }

    private static long longs(MemorySegment bytes) {
        long count = 0;
        for (long at = 0; at < bytes.byteSize(); at += Long.BYTES) {
            count += (bytes.get(LONGS, at) & F64) == F64 ? 1 : 0;
        }
        return count;
    }
}
