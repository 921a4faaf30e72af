package dev.calotype.benchmarks;

import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import dev.calotype.tensor.Type;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The child of {@link UNetForward}: measures one type and answers with properties. */
@Command(name = "UNetForwardRun")
public final class UNetForwardRun implements Callable<Integer> {
    /** Of a product, for each place at the latent's side: 4096 at the usual 64. */
    private static final int PLACES = 64;

    @Option(names = "--type")
    Type type = Type.F32;

    @Option(names = "--keeping")
    RandomWeights.Keeping keeping = RandomWeights.Keeping.PACKED;

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** Runs it, and ends without libtorch's destructors. */
    public static void main(String[] arguments) {
        Child.run(new UNetForwardRun(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Threads.use(forward.threads);
        UNetConfig config = forward.network();
        var work = new UNetWork(config, forward.side, forward.tokens);
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var network = new UNet2DCondition(config, new RandomWeights(type, keeping));
            Tensor sample = noise(1, forward.rows, config.inChannels(), forward.side, forward.side);
            Tensor context = noise(
                    2, forward.rows, forward.tokens, config.levels().getFirst().contextSize());
            double[] times = new double[forward.rows];
            measure(() -> network.apply(sample, times, context, null));
            Child.say("owned", scope.owned());
        }
        Child.say("operations", forward.rows * work.operations());
        Child.say("parameters", work.parameters());
        Child.say("peak", (double)
                ProcessUse.peakResidentBytes(ProcessHandle.current().pid()));
        product(PLACES * forward.side);
        return 0;
    }

    private Tensor noise(long seed, long... shape) {
        return Scope.giving(() -> Tensor.randn(seed, shape).to(type));
    }

    /** The first one warms up; each ends with a sum that shows that the answer is finite. */
    private void measure(Supplier<Tensor> network) {
        for (int i = 0; i <= forward.repetitions; i++) {
            ProcessUse before = ProcessUse.now();
            double sum;
            try (Scope all = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
                sum = all.run(() -> network.get().to(Type.F32).sum().item());
            }
            ProcessUse used = ProcessUse.now().since(before);
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("the network answered " + sum + " in " + type);
            }
            if (i > 0) {
                Child.say("wall." + i, used.wallSeconds());
                Child.say("cpu." + i, used.cpuSeconds());
            }
        }
    }

    /** The best rate of a plain product of two square matrices of F32: what the forward can be held against. */
    private void product(int size) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= forward.repetitions; i++) {
            try (Scope all = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
                Tensor left = Tensor.randn(1, size, size);
                Tensor right = Tensor.randn(2, size, size);
                ProcessUse before = ProcessUse.now();
                left.matmul(right).narrow(0, 0, 1).toFloats();
                best = Math.min(best, ProcessUse.now().since(before).wallSeconds());
            }
        }
        Child.say("product.size", size);
        Child.say("product.rate", 2.0 * size * size * size / best);
    }
}
