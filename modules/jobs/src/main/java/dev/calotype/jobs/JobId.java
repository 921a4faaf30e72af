package dev.calotype.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids for jobs that come without one: UUIDs of version 7 (RFC 9562, section 5.7), which sort by time. */
public final class JobId {
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");

    private JobId() {}

    /** A fresh id: 48 bits of the time in milliseconds, the rest random. */
    public static String fresh(Instant now) {
        UUID random = UUID.randomUUID();
        return version7(now, random.getMostSignificantBits(), random.getLeastSignificantBits());
    }

    /**
     * The id of a record that names none: its time, and a digest of the place it was read from instead of chance, so
     * that a replay gives the same id.
     *
     * @param place such as topic, partition and offset
     */
    public static String at(Instant time, String place) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(place));
        return version7(time, digest.getLong(), digest.getLong());
    }

    /** The seed of a job that asks for none: 53 bits of a digest of its id, so that any JSON reader keeps it exactly. */
    public static long seedOf(String id) {
        return ByteBuffer.wrap(sha256(id)).getLong() >>> 11;
    }

    /** Whether a client may call a job so: it becomes part of file names and addresses. */
    public static boolean wellFormed(String id) {
        return WELL_FORMED.matcher(id).matches();
    }

    private static String version7(Instant time, long high, long low) {
        long stamped = (time.toEpochMilli() << 16) | 0x7000L | (high & 0x0FFFL);
        long variant = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(stamped, variant).toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
