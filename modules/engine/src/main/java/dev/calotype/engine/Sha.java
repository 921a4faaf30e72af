package dev.calotype.engine;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The SHA-256 at the end of what the engine writes, by which every damage is seen. */
final class Sha {
    /** Its bytes. */
    static final int SIZE = 32;

    private Sha() {}

    /** What was written so far, with its hash behind it. */
    static byte[] seal(ByteBuffer out) {
        out.put(hash(out.duplicate().flip()));
        byte[] whole = new byte[out.position()];
        out.flip().get(whole);
        return whole;
    }

    /**
     * What stands between the mark and the hash.
     *
     * @param what the bytes should be, for the message
     * @param mark what they begin with, the version in its last byte
     * @throws IllegalArgumentException if they are damaged, something else, or of another version
     */
    static ByteBuffer open(byte[] bytes, String what, int mark) {
        int body = bytes.length - SIZE;
        if (body < Integer.BYTES
                || !Arrays.equals(
                        hash(ByteBuffer.wrap(bytes, 0, body)), Arrays.copyOfRange(bytes, body, bytes.length))) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no whole " + what);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, body);
        int found = in.getInt();
        if (found >>> 8 != mark >>> 8) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no " + what);
        }
        if (found != mark) {
            throw new IllegalArgumentException(
                    "this " + what + " is of version " + (found & 0xff) + "; this engine reads " + (mark & 0xff));
        }
        return in;
    }

    private static byte[] hash(ByteBuffer body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(body);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
