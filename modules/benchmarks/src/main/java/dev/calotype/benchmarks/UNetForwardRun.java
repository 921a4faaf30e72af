package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.networks.ConfigReader;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import dev.calotype.tensor.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The child of {@link UNetForward}: {@code TYPE ROWS SIDE REPETITIONS THREADS}; answers with properties. */
public final class UNetForwardRun {
    private static final int TOKENS = 77;
    private static final int LEVELS = 4;

    private UNetForwardRun() {}

    /** Measures one type. */
    public static void main(String[] arguments) throws IOException {
        Type type = Type.valueOf(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        int side = Integer.parseInt(arguments[2]);
        int repetitions = Integer.parseInt(arguments[3]);
        Threads.use(Integer.parseInt(arguments[4]));
        UNetConfig config = config();
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var network = new UNet2DCondition(config, new RandomWeights(type));
            Tensor sample = Tensor.randn(1, rows, 4, side, side).to(type);
            Tensor context = Tensor.randn(2, rows, TOKENS, 768).to(type);
            double[] times = new double[rows];
            for (int i = 0; i <= repetitions; i++) {
                ProcessUse before = ProcessUse.now();
                Tensor answer = Scope.giving(() -> network.apply(sample, times, context, null));
                double sum = answer.to(Type.F32).sum().item();
                ProcessUse used = ProcessUse.now().since(before);
                if (!Double.isFinite(sum)) {
                    throw new IllegalStateException("the network answered " + sum);
                }
                if (i > 0) { // the first one warms up
                    System.out.println("wall." + i + "=" + used.wallSeconds());
                    System.out.println("cpu." + i + "=" + used.cpuSeconds());
                }
            }
            System.out.println("flop=" + rows * new UNetWork(side, TOKENS, LEVELS).of(config));
            System.out.println("owned=" + scope.owned());
            System.out.println("peak=" + ProcessUse.peakResidentBytes());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    static UNetConfig config() throws IOException {
        try (InputStream in = UNetForwardRun.class.getResourceAsStream("sd15-unet.json")) {
            return UNetConfig.read(
                    ConfigReader.of("sd15-unet.json", new ObjectMapper().readTree(Objects.requireNonNull(in))));
        }
    }
}
