package dev.calotype.tensor;

import ai.djl.engine.Engine;
import dev.calotype.spi.DeviceSpec;
import java.util.List;
import java.util.stream.IntStream;

/** The devices that libtorch finds. Loads it; safe for any thread. */
public final class Devices {
    private static final String FLAVOUR = "PYTORCH_FLAVOR";

    private Devices() {}

    /**
     * All CUDA devices, if a libtorch for CUDA is configured by {@code PYTORCH_LIBRARY_PATH} and
     * {@code PYTORCH_FLAVOR=cu…}; else none. Untested on a GPU.
     */
    public static List<DeviceSpec> cuda() {
        String flavour = System.getenv().getOrDefault(FLAVOUR, "");
        int count = flavour.startsWith("cu") ? Engine.getEngine("PyTorch").getGpuCount() : 0;
        return IntStream.range(0, count)
                .mapToObj(index -> new DeviceSpec(DeviceSpec.Kind.CUDA, index))
                .toList();
    }
}
