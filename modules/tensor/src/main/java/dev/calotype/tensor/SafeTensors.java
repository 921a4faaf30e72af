package dev.calotype.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Safetensors files read without copying: each file is mapped, and on the host a tensor is a view of the mapping. Keep
 * this open as long as its tensors are used: closing it frees them and unmaps the files. What was made of a tensor
 * without a copy (its narrowed or transposed views) looks into the mapping too and must not outlive it.
 */
public final class SafeTensors implements TensorSource, AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Map<String, Placed> entries = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private final MappedViews views = new MappedViews();
    private final Path source;

    private record Placed(SafeTensorsHeader.Entry entry, MemorySegment bytes) {}

    private SafeTensors(Path source) {
        this.source = source;
    }

    /**
     * Opens one file, or all shards of an index.
     *
     * @param file a {@code .safetensors} file, or a {@code .safetensors.index.json}
     * @throws TensorException naming the file, what was found and what is needed
     */
    public static SafeTensors open(Path file) {
        var opened = new SafeTensors(file);
        try {
            if (file.toString().endsWith(".json")) {
                opened.addShards(SafeTensorsIndex.read(file));
            } else {
                opened.add(file);
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Names of all tensors, in alphabetical order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** The texts that stand beside the tensors ({@code __metadata__}), by name; of all shards together. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** How many values are infinite or no number, by the names of the tensors that have such; reads every byte. */
    public Map<String, Long> nonFinite() {
        var found = new TreeMap<String, Long>();
        for (String name : entries.keySet()) {
            Placed placed = placed(name);
            long count = NonFinite.count(placed.bytes(), placed.entry().type());
            if (count > 0) {
                found.put(name, count);
            }
        }
        return found;
    }

    @Override
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The sizes of a tensor's axes. */
    @Override
    public long[] shape(String name) {
        return placed(name).entry().shape();
    }

    /** The element type in the file. */
    @Override
    public Type type(String name) {
        return placed(name).entry().type();
    }

    /**
     * The tensor as it lies in the file, owned by the innermost open scope: a view of the mapping, or a copy where the
     * file places it at an odd address.
     */
    @Override
    public Tensor tensor(String name) {
        Placed placed = placed(name);
        Scope scope = Scope.current();
        Type type = placed.entry().type();
        long[] shape = placed.entry().shape();
        if (placed.bytes().byteSize() == 0) {
            return Tensor.zeros(shape).to(type);
        }
        if (placed.bytes().address() % type.bytes() != 0) {
            return HostMemory.filled(type, placed.bytes(), shape);
        }
        Tensor view = scope.adopt(Libtorch.INSTANCE.view(placed.bytes(), type, shape));
        return views.add(view.in(placed.bytes())).to(scope.device());
    }

    /** Frees the tensors that are views of the files, then unmaps these. */
    @Override
    public void close() {
        views.free();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private Placed placed(String name) {
        if (!arena.scope().isAlive()) {
            throw new TensorException(source + " is closed; its tensor '" + name + "' cannot be read");
        }
        Placed placed = entries.get(name);
        if (placed == null) {
            throw new TensorException(source + " has no tensor '" + name + "'");
        }
        return placed;
    }

    private void addShards(Map<String, Path> files) {
        for (Path file : Set.copyOf(files.values())) {
            add(file);
        }
        files.forEach((name, file) -> {
            if (!entries.containsKey(name)) {
                throw new TensorException(file + ": the index says that tensor '" + name + "' is here; it is not");
            }
        });
    }

    private void add(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            SafeTensorsHeader header = SafeTensorsHeader.read(file, all);
            metadata.putAll(header.metadata());
            header.entries().forEach((name, entry) -> {
                MemorySegment bytes = all.asSlice(header.dataStart() + entry.begin(), entry.end() - entry.begin());
                if (entries.put(name, new Placed(entry, bytes)) != null) {
                    throw new TensorException(file + ": tensor '" + name + "' is in another shard too");
                }
            });
        } catch (IOException e) {
            throw new TensorException(file + " cannot be read: " + e, e);
        }
    }
}
