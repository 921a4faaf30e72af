package dev.calotype.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** Gradients by reverse mode. Recording is a property of the thread; it is off outside {@link #record}. */
public final class Autograd {
    private Autograd() {}

    /** Runs the body while operations on leaves that want gradients are recorded on this thread. */
    public static <T> T record(Supplier<T> body) {
        JniUtils.setGradMode(true);
        try {
            return body.get();
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Marks a leaf, whose gradient is then accumulated by {@link #backward}. */
    public static Tensor leaf(Tensor tensor) {
        JniUtils.attachGradient(tensor.array(), true);
        return tensor;
    }

    /** Adds the gradient of a recorded scalar to every leaf it depends on; the record is used up. */
    public static void backward(Tensor loss) {
        if (loss.count() != 1) {
            throw new TensorException("backward needs a scalar; found " + loss);
        }
        JniUtils.backward(loss.array(), Tensor.ones(loss.shape()).array(), false, false);
    }

    /** The accumulated gradient of a leaf, as a tensor that shares its storage. */
    public static Tensor gradient(Tensor leaf) {
        return Tensor.wrap(JniUtils.getGradient(leaf.array()));
    }

    /** Whether a leaf has a gradient yet. */
    public static boolean hasGradient(Tensor leaf) {
        return JniUtils.requiresGrad(leaf.array());
    }

    /** The same values outside any record. */
    public static Tensor detach(Tensor tensor) {
        return Tensor.wrap(JniUtils.detachGradient(tensor.array()));
    }
}
