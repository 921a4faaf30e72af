package dev.calotype.tensor;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/**
 * libtorch's own C interface, called through the foreign function API in the library that DJL has loaded.
 *
 * <p>Any operation of ATen whose arguments are tensors, numbers, truth values or optionals of these can be called by
 * name. Handles that go in are copies, because the callee frees them; a result is a new handle that the caller owns.
 */
@SuppressWarnings("restricted")
final class Libtorch {
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    static final Libtorch INSTANCE = new Libtorch();

    private final ConcurrentHashMap<String, MemorySegment> names = new ConcurrentHashMap<>();
    private final MethodHandle call;
    private final MethodHandle copy;
    private final MethodHandle type;
    private final MethodHandle dataPointer;
    private final MethodHandle malloc;

    private Libtorch() {
        Engine.getEngine("PyTorch");
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = SymbolLookup.libraryLookup(loadedLibrary(), Arena.global());
        call = linker.downcallHandle(
                library.findOrThrow("aoti_torch_call_dispatcher"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        FunctionDescriptor read = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ADDRESS);
        copy = linker.downcallHandle(library.findOrThrow("aoti_torch_new_tensor_handle"), read);
        type = linker.downcallHandle(library.findOrThrow("aoti_torch_get_dtype"), read);
        dataPointer = linker.downcallHandle(library.findOrThrow("aoti_torch_get_data_ptr"), read);
        malloc = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("malloc"),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    }

    /** Makes sure that the engine is loaded. */
    static void load() {
        INSTANCE.names.clear();
    }

    /** Calls {@code aten::name.overload} with stack cells as made by {@link Cells}; gives the first result's handle. */
    long call(String name, String overload, long[] stack) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cells = arena.allocate(8L * Math.max(stack.length, 4));
            MemorySegment.copy(stack, 0, cells, ValueLayout.JAVA_LONG, 0, stack.length);
            int code = (int) call.invokeExact(named("aten::" + name), named(overload), cells);
            if (code != 0) {
                throw new TensorException(name + " was refused by libtorch (its reason is on standard error)");
            }
            return cells.get(ValueLayout.JAVA_LONG, 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException(name + " could not be called", e);
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

    private long address(long handle) {
        return read(dataPointer, handle, "data pointer");
    }

    /** The memory that begins at an address; valid as long as its owner says. */
    MemorySegment memory(long handle, long bytes) {
        return MemorySegment.ofAddress(address(handle)).reinterpret(bytes);
    }

    /** A cell on the C heap, which the callee frees. */
    long heapCell(long value) {
        try {
            long address = (long) malloc.invokeExact(8L);
            MemorySegment.ofAddress(address).reinterpret(8).set(ValueLayout.JAVA_LONG, 0, value);
            return address;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException("no memory for an argument", e);
        }
    }

    private static long read(MethodHandle function, long handle, String what) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cell = arena.allocate(8);
            int code = (int) function.invokeExact(handle, cell);
            if (code != 0) {
                throw new TensorException(what + " could not be read");
            }
            return cell.get(ValueLayout.JAVA_LONG, 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TensorException(what + " could not be read", e);
        }
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
