package dev.calotype.engine;

import dev.calotype.spi.Trajectory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as bytes: a mark with the version, the digest of the plan, the latent's size, where the walk stands, its
 * arrays, and the SHA-256 of all that. Numbers are big-endian and keep every bit.
 */
final class CheckpointCode {
    private static final int MARK = 0xCA1071_01;
    private static final int HEAD = 6 * Integer.BYTES + Sha.SIZE;

    private CheckpointCode() {}

    static byte[] write(Trajectory plan, Checkpoint checkpoint) {
        int size = checkpoint.point().length;
        int arrays = 2 + 3 * checkpoint.past().size();
        ByteBuffer out = ByteBuffer.allocate(HEAD + arrays * (Integer.BYTES + size * Float.BYTES) + Sha.SIZE);
        out.putInt(MARK).put(HexFormat.of().parseHex(PlanCode.digest(plan)));
        out.putInt(size).putInt(checkpoint.index()).putInt(checkpoint.draws());
        put(out, checkpoint.point());
        put(out, checkpoint.stock());
        out.putInt(checkpoint.past().size());
        for (Evaluation evaluation : checkpoint.past()) {
            put(out, evaluation.point());
            put(out, evaluation.denoised());
            put(out, evaluation.isUncorrected() ? null : evaluation.raw());
        }
        return Sha.seal(out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else, damaged, of another version, or of another plan or size
     */
    static Checkpoint read(byte[] bytes, Trajectory plan, int size) {
        ByteBuffer in = Sha.open(bytes, "checkpoint", MARK);
        byte[] digest = new byte[Sha.SIZE];
        in.get(digest);
        String found = HexFormat.of().formatHex(digest);
        String wanted = PlanCode.digest(plan);
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("this checkpoint is of the plan " + found + "; the walk's plan is "
                    + wanted + "; resume with the plan that the walk began with");
        }
        int written = in.getInt();
        if (written != size) {
            throw new IllegalArgumentException(
                    "this checkpoint is of a latent of " + written + " values; the walk's has " + size);
        }
        return checkpoint(in, size);
    }

    private static Checkpoint checkpoint(ByteBuffer in, int size) {
        int index = in.getInt();
        int draws = in.getInt();
        float[] point = array(in, size);
        float[] stock = optional(in, size);
        List<Evaluation> past = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            float[] where = array(in, size);
            float[] denoised = array(in, size);
            float[] raw = optional(in, size);
            past.add(new Evaluation(where, denoised, raw == null ? denoised : raw));
        }
        return new Checkpoint(index, draws, point, stock, past);
    }

    private static void put(ByteBuffer out, float @Nullable [] values) {
        out.putInt(values == null ? 0 : 1);
        if (values != null) {
            out.asFloatBuffer().put(values);
            out.position(out.position() + values.length * Float.BYTES);
        }
    }

    private static float[] array(ByteBuffer in, int size) {
        float[] values = optional(in, size);
        if (values == null) {
            throw new IllegalArgumentException("this checkpoint lacks an array");
        }
        return values;
    }

    private static float @Nullable [] optional(ByteBuffer in, int size) {
        if (in.getInt() == 0) {
            return null;
        }
        float[] values = new float[size];
        in.asFloatBuffer().get(values);
        in.position(in.position() + size * Float.BYTES);
        return values;
    }
}
