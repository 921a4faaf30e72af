package dev.calotype.engine;

import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A plan as bytes, so that a walk can go on elsewhere: a mark with the version, the steps, and their SHA-256. Numbers are
 * big-endian and keep every bit. Safe for any thread.
 */
public final class PlanCode {
    private static final int MARK = 0xCA1070_01;
    private static final int STEP = 4 * Double.BYTES + Integer.BYTES;
    private static final int TERM = Integer.BYTES + 3 * Double.BYTES;
    private static final int DIGEST = 32;

    private PlanCode() {}

    /** The plan as bytes. */
    public static byte[] write(Trajectory plan) {
        int terms = plan.steps().stream().mapToInt(step -> step.terms().size()).sum();
        ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + plan.steps().size() * STEP + terms * TERM + DIGEST);
        out.putInt(MARK).putInt(plan.steps().size());
        for (Step step : plan.steps()) {
            Level level = step.level();
            out.putDouble(level.alpha()).putDouble(level.sigma()).putDouble(level.time());
            out.putDouble(step.noise()).putInt(step.terms().size());
            for (Term term : step.terms()) {
                out.putInt(term.back());
                out.putDouble(term.point()).putDouble(term.denoised()).putDouble(term.raw());
            }
        }
        return out.put(hash(out.array(), out.position())).array();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else, of another version, or damaged
     */
    public static Trajectory read(byte[] bytes) {
        int body = bytes.length - DIGEST;
        if (body < 0 || !Arrays.equals(hash(bytes, body), Arrays.copyOfRange(bytes, body, bytes.length))) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no whole plan");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, body);
        try {
            if (in.getInt() != MARK) {
                throw new IllegalArgumentException("this plan is of another version");
            }
            List<Step> steps = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                steps.add(step(in));
            }
            return new Trajectory(steps);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("this plan ends in the middle of a step", e);
        }
    }

    /** What names a plan: the SHA-256 of its bytes, in lower-case hexadecimal. */
    public static String digest(Trajectory plan) {
        byte[] bytes = write(plan);
        return HexFormat.of().formatHex(bytes, bytes.length - DIGEST, bytes.length);
    }

    private static Step step(ByteBuffer in) {
        Level level = new Level(in.getDouble(), in.getDouble(), in.getDouble());
        double noise = in.getDouble();
        List<Term> terms = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            terms.add(new Term(in.getInt(), in.getDouble(), in.getDouble(), in.getDouble()));
        }
        return new Step(level, terms, noise);
    }

    private static byte[] hash(byte[] bytes, int length) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, length);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
