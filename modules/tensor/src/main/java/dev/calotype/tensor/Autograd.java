package dev.calotype.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gradients by reverse mode. Recording is a property of the thread; it is off outside {@link #record}. */
public final class Autograd {
    private Autograd() {}

    /** Runs the body while operations on leaves that want gradients are recorded on this thread. */
    public static <T> T record(Supplier<T> body) {
        return recording(true, body);
    }

    /** Runs the body, part of a recorded one, without recording. */
    public static <T> T withoutRecord(Supplier<T> body) {
        return recording(false, body);
    }

    /** Marks a leaf of a floating type, whose gradient is then accumulated by {@link #backward}. */
    public static Tensor leaf(Tensor tensor) {
        if (!tensor.type().isFloating()) {
            throw new TensorException("a leaf needs a floating type; found " + tensor);
        }
        try {
            JniUtils.attachGradient(tensor.array(), true);
        } catch (EngineException e) {
            throw new TensorException(tensor + " cannot be a leaf; it is itself a recorded result", e);
        }
        return tensor;
    }

    /** Adds the gradient of a recorded scalar to every leaf it depends on; the record is used up. */
    public static void backward(Tensor loss) {
        if (loss.count() != 1) {
            throw new TensorException("backward needs a scalar; found " + loss);
        }
        try (Scope temporary = Scope.open(Scope.current().device())) {
            temporary.run(() -> {
                Tensor one = Tensor.ones(loss.shape()).to(loss.type());
                JniUtils.backward(loss.array(), one.array(), false, false);
                return one;
            });
        } catch (EngineException e) {
            throw new TensorException(
                    "backward of " + loss + " was refused; it depends on no leaf, or its record is used up", e);
        }
    }

    /** The accumulated gradient of a leaf, as a tensor that shares its storage. */
    public static Tensor gradient(Tensor leaf) {
        Scope scope = Scope.current();
        PtNDArray found = found(leaf);
        if (found == null) {
            throw new TensorException(leaf + " has no gradient; it is no leaf or nothing depended on it");
        }
        return scope.adopt(found);
    }

    /** Whether a tensor is a leaf with a gradient. */
    public static boolean hasGradient(Tensor leaf) {
        try (PtNDArray found = found(leaf)) {
            return found != null;
        }
    }

    /** The same values outside any record. */
    public static Tensor detach(Tensor tensor) {
        return Djl.call("detach", () -> JniUtils.detachGradient(tensor.array()), tensor);
    }

    private static @Nullable PtNDArray found(Tensor leaf) {
        return JniUtils.requiresGrad(leaf.array()) ? JniUtils.getGradient(leaf.array()) : null;
    }

    private static <T> T recording(boolean on, Supplier<T> body) {
        Scope.prepareThread();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(on);
        try {
            return body.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
