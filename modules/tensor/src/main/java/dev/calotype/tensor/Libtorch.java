package dev.calotype.tensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.djl.engine.Engine;
import dev.calotype.spi.DeviceSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/**
 * libtorch's own C interface, called through the foreign function API in the library that DJL has loaded, whichever
 * version that is: the functions are found by name.
 *
 * <p>Any operation of ATen whose arguments are tensors, numbers, truth values or optionals of these can be called by
 * name. Handles that go in are copies, because the callee frees them; a result is a new handle that the caller owns.
 */
@SuppressWarnings("restricted")
final class Libtorch {
    static final Libtorch INSTANCE = new Libtorch();

    private final ConcurrentHashMap<String, MemorySegment> names = new ConcurrentHashMap<>();
    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle call;
    private final MethodHandle copy;
    private final MethodHandle type;
    private final MethodHandle rank;
    private final MethodHandle sizes;
    private final MethodHandle deviceType;
    private final MethodHandle deviceIndex;
    private final MethodHandle dataPointer;
    private final MethodHandle empty;
    private final MethodHandle fromBlob;
    private final MethodHandle malloc;

    private Libtorch() {
        Engine.getEngine("PyTorch");
        SymbolLookup library = SymbolLookup.libraryLookup(loadedLibrary(), Arena.global());
        call = function(library, "call_dispatcher", ADDRESS, ADDRESS, ADDRESS);
        copy = function(library, "new_tensor_handle", JAVA_LONG, ADDRESS);
        type = function(library, "get_dtype", JAVA_LONG, ADDRESS);
        rank = function(library, "get_dim", JAVA_LONG, ADDRESS);
        sizes = function(library, "get_sizes", JAVA_LONG, ADDRESS);
        deviceType = function(library, "get_device_type", JAVA_LONG, ADDRESS);
        deviceIndex = function(library, "get_device_index", JAVA_LONG, ADDRESS);
        dataPointer = function(library, "get_data_ptr", JAVA_LONG, ADDRESS);
        empty = function(library, "empty_strided", JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        fromBlob = function(
                library,
                "create_tensor_from_blob",
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                ADDRESS);
        malloc = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("malloc"), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    }

    /** Makes sure that the engine is loaded. */
    static void load() {
        INSTANCE.named("");
    }

    /** Calls {@code aten::name.overload} with stack cells as made by {@link Cells}; gives the first result's handle. */
    long call(String name, String overload, long[] stack) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cells = arena.allocate(8L * Math.max(stack.length, 4));
            MemorySegment.copy(stack, 0, cells, JAVA_LONG, 0, stack.length);
            int code = (int) call.invokeExact(named("aten::" + name), named(overload), cells);
            if (code != 0) {
                throw new TensorException(name + " was refused by libtorch (its reason is on standard error)");
            }
            return cells.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw unchecked(name, e);
        }
    }

    /** A second handle on the same tensor. */
    long copyOf(long handle) {
        return read(copy, handle, "copy of a handle");
    }

    /** The scalar type's code, for every type that libtorch has. */
    int typeCode(long handle) {
        return (int) read(type, handle, "scalar type");
    }

    long[] shape(long handle) {
        long count = read(rank, handle, "rank");
        if (count == 0) {
            return new long[0];
        }
        long address = read(sizes, handle, "shape");
        return MemorySegment.ofAddress(address).reinterpret(8 * count).toArray(JAVA_LONG);
    }

    DeviceSpec device(long handle) {
        int kind = (int) read(deviceType, handle, "device");
        if (kind == 0) {
            return HostMemory.HOST;
        }
        return new DeviceSpec(DeviceSpec.Kind.CUDA, (int) read(deviceIndex, handle, "device"));
    }

    /** The memory of a tensor; valid as long as the tensor. */
    MemorySegment memory(long handle, long bytes) {
        return MemorySegment.ofAddress(read(dataPointer, handle, "data pointer"))
                .reinterpret(bytes);
    }

    /** A new tensor in C order whose values are not set. */
    long empty(Type type, DeviceSpec device, long... shape) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(8);
            check((int) empty.invokeExact(
                    (long) shape.length,
                    longs(arena, shape),
                    longs(arena, strides(shape)),
                    type.code(),
                    device.kind() == DeviceSpec.Kind.CPU ? 0 : 1,
                    device.kind() == DeviceSpec.Kind.CPU ? 0 : device.index(),
                    result));
            return result.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw unchecked("a tensor on " + device.id(), e);
        }
    }

    /** A tensor on the host over memory that somebody else keeps. */
    long view(MemorySegment memory, Type type, long... shape) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(8);
            check((int) fromBlob.invokeExact(
                    memory,
                    (long) shape.length,
                    longs(arena, shape),
                    longs(arena, strides(shape)),
                    0L,
                    type.code(),
                    0,
                    0,
                    result));
            return result.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw unchecked("a tensor over given memory", e);
        }
    }

    /** A cell on the C heap, which the callee frees. */
    long heapCell(long value) {
        try {
            long address = (long) malloc.invokeExact(8L);
            MemorySegment.ofAddress(address).reinterpret(8).set(JAVA_LONG, 0, value);
            return address;
        } catch (Throwable e) {
            throw unchecked("memory for an argument", e);
        }
    }

    private static long read(MethodHandle function, long handle, String what) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cell = arena.allocate(8);
            check((int) function.invokeExact(handle, cell));
            return cell.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw unchecked("the " + what + " of a tensor", e);
        }
    }

    private static void check(int code) {
        if (code != 0) {
            throw new TensorException("libtorch gave error code " + code + "; its reason is on standard error");
        }
    }

    private static RuntimeException unchecked(String what, Throwable cause) {
        return switch (cause) {
            case Error e -> throw e;
            case RuntimeException e -> e;
            default -> new TensorException(what + " could not be had from libtorch", cause);
        };
    }

    private static MemorySegment longs(Arena arena, long... values) {
        return values.length == 0 ? MemorySegment.NULL : arena.allocateFrom(JAVA_LONG, values);
    }

    private static long[] strides(long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    private MethodHandle function(SymbolLookup library, String name, MemoryLayout... arguments) {
        return linker.downcallHandle(
                library.findOrThrow("aoti_torch_" + name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private MemorySegment named(String name) {
        return names.computeIfAbsent(name, Arena.global()::allocateFrom);
    }

    private static Path loadedLibrary() {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/libtorch_cpu.so"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .findFirst()
                    .orElseThrow(
                            () -> new TensorException("libtorch_cpu.so is not loaded; DJL's PyTorch engine loads it"));
        } catch (IOException e) {
            throw new TensorException("the loaded libraries cannot be listed", e);
        }
    }
}
