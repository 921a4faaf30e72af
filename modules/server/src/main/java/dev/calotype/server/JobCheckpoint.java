package dev.calotype.server;

import dev.calotype.registry.PluginVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where all pictures of a job stand: what another attempt needs besides the job itself to go on to the same bits.
 *
 * @param model what the walks were made with, as {@link LoadedModel#version} says it
 * @param plugins the versions that the attempt had
 * @param done network evaluations of all pictures together
 * @param finished the latents that walks came to, by walk
 * @param walking the engine's checkpoints of the others, by walk
 */
@SuppressWarnings("ArrayRecordComponent")
record JobCheckpoint(
        String model,
        List<PluginVersion> plugins,
        int done,
        Map<String, float[]> finished,
        Map<String, byte[]> walking) {
    private static final int MARK = 0xCA1072_02;

    JobCheckpoint {
        plugins = List.copyOf(plugins);
        finished = Map.copyOf(finished);
        walking = Map.copyOf(walking);
    }

    /** Of a job that begins. */
    static JobCheckpoint start(String model, List<PluginVersion> plugins) {
        return new JobCheckpoint(model, plugins, 0, Map.of(), Map.of());
    }

    byte[] write() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeUTF(model);
            out.writeInt(plugins.size());
            for (PluginVersion plugin : plugins) {
                out.writeUTF(plugin.id());
                out.writeUTF(plugin.version());
                out.writeUTF(plugin.digest());
            }
            out.writeInt(done);
            out.writeInt(finished.size());
            for (var latent : finished.entrySet()) {
                put(out, latent.getKey(), bytes(latent.getValue()));
            }
            out.writeInt(walking.size());
            for (var state : walking.entrySet()) {
                put(out, state.getKey(), state.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory took no bytes", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else, of another version or cut off
     */
    static JobCheckpoint read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MARK) {
                throw new IllegalArgumentException("its checkpoint is of another version of the farm");
            }
            String model = in.readUTF();
            List<PluginVersion> plugins = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                plugins.add(new PluginVersion(in.readUTF(), in.readUTF(), in.readUTF()));
            }
            int done = in.readInt();
            Map<String, float[]> finished = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                finished.put(in.readUTF(), floats(taken(in)));
            }
            Map<String, byte[]> walking = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                walking.put(in.readUTF(), taken(in));
            }
            return new JobCheckpoint(model, plugins, done, finished, walking);
        } catch (IOException e) {
            throw new IllegalArgumentException("its checkpoint of " + bytes.length + " bytes is cut off", e);
        }
    }

    private static void put(DataOutputStream out, String walk, byte[] state) throws IOException {
        out.writeUTF(walk);
        out.writeInt(state.length);
        out.write(state);
    }

    private static byte[] taken(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException();
        }
        return in.readNBytes(length);
    }

    private static byte[] bytes(float[] values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
