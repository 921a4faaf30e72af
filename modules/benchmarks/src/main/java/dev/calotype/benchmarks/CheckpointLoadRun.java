package dev.calotype.benchmarks;

import dev.calotype.networks.FileWeights;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The child of {@link CheckpointLoad}: loads a file several times, computes twice, and answers with properties. */
@Command(name = "CheckpointLoadRun")
public final class CheckpointLoadRun implements Callable<Integer> {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @Option(names = "--file", required = true)
    Path file = Path.of("");

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** Runs it, and ends without libtorch's destructors. */
    public static void main(String[] arguments) {
        Child.run(new CheckpointLoadRun(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Threads.use(forward.threads);
        UNetConfig config = forward.network();
        for (int i = 0; i <= forward.repetitions; i++) {
            ProcessUse before = ProcessUse.now();
            try (Scope scope = Scope.open(CPU);
                    SafeTensors opened = SafeTensors.open(file)) {
                UNet2DCondition network = scope.run(() -> new UNet2DCondition(config, new FileWeights(opened)));
                Child.say("load." + i, ProcessUse.now().since(before).wallSeconds());
                if (i == forward.repetitions) {
                    compute(network, "first");
                    compute(network, "next");
                }
            }
        }
        Child.say("peak", (double)
                ProcessUse.peakResidentBytes(ProcessHandle.current().pid()));
        return 0;
    }

    private void compute(UNet2DCondition network, String name) {
        UNetConfig config = network.config();
        ProcessUse before = ProcessUse.now();
        try (Scope all = Scope.open(CPU)) {
            double sum = all.run(() -> network.apply(
                            Tensor.randn(1, forward.rows, config.inChannels(), forward.side, forward.side),
                            new double[forward.rows],
                            Tensor.randn(
                                    2,
                                    forward.rows,
                                    forward.tokens,
                                    config.levels().getFirst().contextSize()),
                            null)
                    .sum()
                    .item());
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("the network answered " + sum);
            }
        }
        ProcessUse used = ProcessUse.now().since(before);
        Child.say(name + ".wall", used.wallSeconds());
        Child.say(name + ".cpu", used.cpuSeconds());
    }
}
