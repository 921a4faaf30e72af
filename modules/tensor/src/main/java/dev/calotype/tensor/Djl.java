package dev.calotype.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.function.Supplier;

/** Operations that DJL offers and libtorch's C interface does not, such as those that take lists. */
final class Djl {
    private Djl() {}

    /** Runs an operation; the result belongs to the innermost open scope. */
    static Tensor call(String name, Supplier<PtNDArray> operation, Tensor... operands) {
        Scope scope = Scope.current();
        try {
            return scope.adopt(operation.get());
        } catch (EngineException e) {
            throw new TensorException(name + " was refused for " + Arrays.toString(operands) + ": " + reason(e), e);
        }
    }

    /** Runs an operation for its effect on its operands. */
    static void effect(String name, Runnable operation, Tensor... operands) {
        Scope.prepareThread();
        try {
            operation.run();
        } catch (EngineException e) {
            throw new TensorException(name + " was refused for " + Arrays.toString(operands) + ": " + reason(e), e);
        }
    }

    static boolean recording() {
        return JniUtils.isGradMode();
    }

    static String reason(EngineException refusal) {
        String text = String.valueOf(refusal.getMessage()).strip();
        return text.lines().findFirst().orElse("no reason was given");
    }
}
