package dev.calotype.engine;

import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A plan as bytes, so that a walk can go on elsewhere: a mark with the version, the steps, and their SHA-256. Numbers are
 * big-endian and keep every bit. Safe for any thread.
 */
public final class PlanCode {
    private static final int MARK = 0xCA1070_02;
    private static final int STEP = 5 * Double.BYTES + 2 * Integer.BYTES;
    private static final int TERM = Integer.BYTES + 3 * Double.BYTES;

    private PlanCode() {}

    /** The plan as bytes. */
    public static byte[] write(Trajectory plan) {
        int terms = plan.steps().stream().mapToInt(step -> step.terms().size()).sum();
        ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + plan.steps().size() * STEP + terms * TERM + Sha.SIZE);
        out.putInt(MARK).putInt(plan.steps().size());
        for (Step step : plan.steps()) {
            Level level = step.level();
            out.putDouble(level.alpha()).putDouble(level.sigma()).putDouble(level.time());
            put(out, step.noise());
            out.putInt(step.terms().size());
            for (Term term : step.terms()) {
                out.putInt(term.back());
                out.putDouble(term.point()).putDouble(term.denoised()).putDouble(term.raw());
            }
        }
        return Sha.seal(out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else, of another version, or damaged
     */
    public static Trajectory read(byte[] bytes) {
        ByteBuffer in = Sha.open(bytes, "plan", MARK);
        try {
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
        return HexFormat.of().formatHex(bytes, bytes.length - Sha.SIZE, bytes.length);
    }

    /** Which kind, and two numbers, of which most kinds leave one or both 0. */
    private static void put(ByteBuffer out, Deviation noise) {
        switch (noise) {
            case Deviation.Constant(double value) ->
                out.putInt(0).putDouble(value).putDouble(0);
            case Deviation.LearnedRange(double small, double large) ->
                out.putInt(1).putDouble(small).putDouble(large);
            case Deviation.LearnedLog log -> out.putInt(2).putDouble(0).putDouble(0);
            case Deviation.LearnedVariance variance ->
                out.putInt(3).putDouble(0).putDouble(0);
        }
    }

    private static Deviation noise(ByteBuffer in) {
        int kind = in.getInt();
        double first = in.getDouble();
        double second = in.getDouble();
        return switch (kind) {
            case 0 -> new Deviation.Constant(first);
            case 1 -> new Deviation.LearnedRange(first, second);
            case 2 -> new Deviation.LearnedLog();
            case 3 -> new Deviation.LearnedVariance();
            default ->
                throw new IllegalArgumentException("this plan has a noise of kind " + kind + "; known are 0 to 3");
        };
    }

    private static Step step(ByteBuffer in) {
        Level level = new Level(in.getDouble(), in.getDouble(), in.getDouble());
        Deviation noise = noise(in);
        List<Term> terms = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            terms.add(new Term(in.getInt(), in.getDouble(), in.getDouble(), in.getDouble()));
        }
        return new Step(level, terms, noise);
    }
}
