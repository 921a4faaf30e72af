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

    private Scope(DeviceSpec device, PtNDManager manager) {
        this.device = device;
        this.manager = manager;
    }

    /** Opens a scope on this thread; it becomes the innermost one until closed. */
    public static Scope open(DeviceSpec device) {
        Scope scope = detached(device);
        STACK.get().push(scope);
        return scope;
    }

    /** A scope that is not on this thread's stack, such as a model's, which owns weights for long. */
    public static Scope detached(DeviceSpec device) {
        STACK.get();
        Device where = device.kind() == DeviceSpec.Kind.CPU ? Device.cpu() : Device.gpu(device.index());
        return new Scope(device, (PtNDManager) NDManager.newBaseManager(where, "PyTorch"));
    }

    /** Runs the body with this scope innermost. */
    public <T> T run(Supplier<T> body) {
        Deque<Scope> stack = STACK.get();
        stack.push(this);
        try {
            return body.get();
        } finally {
            stack.pop();
        }
    }

    /** Runs the body in a scope of its own inside the innermost one and keeps only its result. */
    public static Tensor giving(Supplier<Tensor> body) {
        Scope outer = current();
        try (Scope inner = outer.child()) {
            return outer.keep(inner.run(body));
        }
    }

    /** Runs the body in a scope of its own inside the innermost one and keeps only its results. */
    public static List<Tensor> givingAll(Supplier<List<Tensor>> body) {
        Scope outer = current();
        try (Scope inner = outer.child()) {
            return inner.run(body).stream().map(outer::keep).toList();
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

    /** Frees everything this scope owns. */
    @Override
    public void close() {
        STACK.get().remove(this);
        manager.close();
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

    private Scope child() {
        return new Scope(device, (PtNDManager) NDManager.newBaseManager(manager.getDevice(), "PyTorch"));
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
