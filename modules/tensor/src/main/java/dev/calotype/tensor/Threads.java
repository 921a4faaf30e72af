package dev.calotype.tensor;

import ai.djl.pytorch.jni.JniUtils;

/** How many processor threads libtorch uses inside one operation. */
public final class Threads {
    private Threads() {}

    /** Sets the number for operations that the calling thread starts. */
    public static void use(int count) {
        if (count < 1) {
            throw new TensorException("libtorch needs at least one thread; " + count + " were asked for");
        }
        Libtorch.load();
        JniUtils.setNumThreads(count);
    }

    /** The number in use on the calling thread. */
    public static int inUse() {
        Libtorch.load();
        return JniUtils.getNumThreads();
    }
}
