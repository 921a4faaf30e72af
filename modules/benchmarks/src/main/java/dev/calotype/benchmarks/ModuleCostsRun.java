package dev.calotype.benchmarks;

import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConditions;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insertion;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import dev.calotype.tensor.Type;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The child of {@link ModuleCosts}: measures one kind of module inside the network and answers with properties. */
@Command(name = "ModuleCostsRun")
public final class ModuleCostsRun implements Callable<Integer> {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @Option(names = "--kind", required = true)
    ModuleKind kind = ModuleKind.BARE;

    @Option(names = "--type", required = true)
    Type type = Type.F32;

    @Option(names = "--frames", required = true)
    int frames = 1;

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** Runs it, and ends without libtorch's destructors. */
    public static void main(String[] arguments) {
        Child.run(new ModuleCostsRun(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Threads.use(forward.threads);
        UNetConfig config = forward.network();
        try (Scope scope = Scope.open(CPU)) {
            var unet = new UNet2DCondition(config, new RandomWeights(type));
            CostedModule module = new CostedModules(unet, forward.json(), forward.side, type).of(kind, frames);
            int rows = forward.rows * kind.rows(frames);
            Tensor sample = noise(1, rows, config.inChannels(), forward.side, forward.side);
            Tensor context =
                    noise(2, rows, forward.tokens, config.levels().getFirst().contextSize());
            List<Insertion> carried = asked(module);
            UNetConditions conditions = UNetConditions.of(context, null)
                    .withInserts(carried.isEmpty() ? List.of() : Collections.nCopies(rows, carried))
                    .withBlocks(module.runs());
            walk(unet, sample, conditions);
            Child.say("parameters", (double) module.parameters());
            Child.say("rows", rows);
            Child.say("beside", module.beside() * rows);
            Child.say("owned", scope.owned());
        }
        Child.say("peak", (double)
                ProcessUse.peakResidentBytes(ProcessHandle.current().pid()));
        return 0;
    }

    private Tensor noise(long seed, long... shape) {
        return Scope.giving(() -> Tensor.randn(seed, shape).to(type));
    }

    /** What a row carries; the first time warms up. */
    private List<Insertion> asked(CostedModule module) {
        List<Insertion> carried = List.of();
        for (int i = 0; i <= forward.repetitions; i++) {
            ProcessUse before = ProcessUse.now();
            try (Scope job = Scope.open(CPU)) {
                carried = job.run(module.once());
            }
            if (i > 0) {
                Child.say("once." + i, ProcessUse.now().since(before).cpuSeconds());
            }
        }
        return carried;
    }

    /** The first step warms up; each ends with a sum that shows that the answer is finite. */
    private void walk(UNet2DCondition unet, Tensor sample, UNetConditions conditions) {
        double[] times = new double[Math.toIntExact(sample.size(0))];
        for (int i = 0; i <= forward.repetitions; i++) {
            ProcessUse before = ProcessUse.now();
            double sum;
            try (Scope step = Scope.open(CPU)) {
                sum = step.run(() ->
                        unet.apply(sample, times, conditions).to(Type.F32).sum().item());
            }
            ProcessUse used = ProcessUse.now().since(before);
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("with " + kind + " the network answered " + sum + " in " + type);
            }
            if (i > 0) {
                Child.say("wall." + i, used.wallSeconds());
                Child.say("cpu." + i, used.cpuSeconds());
            }
        }
    }
}
