package dev.calotype.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.calotype.spi.DeviceSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Owner of native memory. Every result of an operation belongs to the calling thread's innermost open scope and is
 * freed when that scope is closed.
 *
 * <p>A scope is used by the thread that opened it. libtorch never runs on a virtual thread: opening a scope there is
 * refused. Gradients are off in every thread until {@link Autograd} records.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Deque<Scope>> STACK = ThreadLocal.withInitial(Scope::fresh);

    private final DeviceSpec device;
    private final PtNDManager manager;
    private final @Nullable Thread owner;

    private Scope(DeviceSpec device, PtNDManager manager, @Nullable Thread owner) {
        this.device = device;
        this.manager = manager;
        this.owner = owner;
    }

    /** Opens a scope on this thread; it becomes the innermost one until closed. */
    public static Scope open(DeviceSpec device) {
        Deque<Scope> stack = STACK.get();
        Scope scope = new Scope(device, freshManager(device), Thread.currentThread());
        stack.push(scope);
        return scope;
    }

    /** A scope that is not on this thread's stack, such as a model's, which owns weights for long. */
    public static Scope detached(DeviceSpec device) {
        STACK.get();
        return new Scope(device, freshManager(device), null);
    }

    /** Runs the body with this scope innermost. */
    public <T> T run(Supplier<T> body) {
        Deque<Scope> stack = STACK.get();
        stack.push(this);
        try {
            return body.get();
        } finally {
            stack.removeFirstOccurrence(this);
        }
    }

    /** Runs the body in a scope of its own inside the innermost one and keeps only its result. */
    public static Tensor giving(Supplier<Tensor> body) {
        Scope outer = current();
        try (Scope inner = outer.child()) {
            return inner.give(inner.run(body), outer);
        }
    }

    /** Runs the body in a scope of its own inside the innermost one and keeps only its results. */
    public static List<Tensor> givingAll(Supplier<List<Tensor>> body) {
        Scope outer = current();
        try (Scope inner = outer.child()) {
            return inner.run(body).stream()
                    .map(result -> inner.give(result, outer))
                    .toList();
        }
    }

    /** Moves a tensor into this scope, which then owns it; a tensor that is here already stays. */
    public Tensor keep(Tensor tensor) {
        tensor.array().attach(manager);
        return tensor;
    }

    /** The device that results of this scope are made on. */
    public DeviceSpec device() {
        return device;
    }

    /** How many tensors this scope owns, for tests of leaks. */
    public int owned() {
        return manager.getManagedArrays().size();
    }

    /** Frees everything this scope owns; one that was opened on a thread is closed there. */
    @Override
    public void close() {
        if (owner != null && !owner.equals(Thread.currentThread())) {
            throw new TensorException("a scope opened by thread '" + owner.getName() + "' cannot be closed by '"
                    + Thread.currentThread().getName() + "'");
        }
        STACK.get().remove(this);
        manager.close();
    }

    /** Refuses a virtual thread and switches gradients off in a thread that is new to libtorch. */
    static void prepareThread() {
        STACK.get();
    }

    static Scope current() {
        Scope scope = STACK.get().peek();
        if (scope == null) {
            throw new TensorException(
                    "no scope is open on thread '" + Thread.currentThread().getName()
                            + "'; open one with Scope.open, so that the result has an owner");
        }
        return scope;
    }

    PtNDManager manager() {
        return manager;
    }

    Tensor adopt(long handle) {
        return Tensor.of(new PtNDArray(manager, handle));
    }

    Tensor adopt(PtNDArray array) {
        array.attach(manager);
        return Tensor.of(array);
    }

    /** Hands a tensor of this scope to another; one that somebody else owns, such as a weight, stays where it is. */
    private Tensor give(Tensor tensor, Scope receiver) {
        return manager.equals(tensor.array().getManager()) ? receiver.keep(tensor) : tensor;
    }

    private Scope child() {
        return new Scope(device, freshManager(device), Thread.currentThread());
    }

    private static PtNDManager freshManager(DeviceSpec device) {
        Device where = device.kind() == DeviceSpec.Kind.CPU ? Device.cpu() : Device.gpu(device.index());
        return (PtNDManager) NDManager.newBaseManager(where, "PyTorch");
    }

    private static Deque<Scope> fresh() {
        if (Thread.currentThread().isVirtual()) {
            throw new TensorException("libtorch does not run on a virtual thread; use the device's platform thread");
        }
        Libtorch.load();
        JniUtils.setGradMode(false);
        return new ArrayDeque<>();
    }
}
