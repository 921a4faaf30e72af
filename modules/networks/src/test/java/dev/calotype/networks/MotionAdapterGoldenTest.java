package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A U-Net with motion modules, and the same without, against the reference's motion U-Net. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MotionAdapterGoldenTest {
    private static final String FILE = "diffusion_pytorch_model.safetensors";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("animatediff_tiny");

    @TestFactory
    Stream<DynamicTest> framesAreAnsweredAsTheReferenceAnswersThem() {
        return ledger.tests(goldens ->
                goldens.expected("unet/").stream().map(name -> ledger.test(name, () -> check(goldens, name))));
    }

    private static void check(GoldenFolder goldens, String name) {
        try (var unet = Opened.of(goldens, "../base_sd_tiny/unet", FILE, UNetConfig::read, UNet2DCondition::new);
                var motion =
                        Opened.of(goldens, "motion_adapter", FILE, MotionAdapterConfig::read, MotionAdapter::new)) {
            Tensor sample = Opened.tensor(goldens.tensor("unet/sample"));
            int frames = Math.toIntExact(sample.size(2));
            int sequences = Math.toIntExact(sample.size(0));
            boolean flat = name.contains("out2d");
            var run = new BlockRun(
                    new MotionInsert(motion.network(), false), 0, frames, Collections.nCopies(sequences, 1.0));
            UNetConditions conditions = UNetConditions.of(
                            repeated(Opened.tensor(goldens.tensor("unet/context")), frames), null)
                    .withBlocks(flat ? List.of() : List.of(run));
            double[] times = new double[sequences * frames];
            Arrays.fill(times, Double.parseDouble(name.replaceAll("^.*_t", "")));
            Tensor answer = unet.network().apply(folded(sample), times, conditions);
            goldens.check(name, (flat ? answer : unfolded(answer, sequences)).toFloats());
        }
    }

    /** N×C×F×H×W to (N·F)×C×H×W. */
    private static Tensor folded(Tensor video) {
        long[] shape = video.shape();
        return video.permute(0, 2, 1, 3, 4).contiguous().reshape(-1, shape[1], shape[3], shape[4]);
    }

    private static Tensor unfolded(Tensor frames, int sequences) {
        long[] shape = frames.shape();
        return frames.reshape(sequences, -1, shape[1], shape[2], shape[3]).permute(0, 2, 1, 3, 4);
    }

    private static Tensor repeated(Tensor context, int frames) {
        long[] shape = context.shape();
        return context.unsqueeze(1)
                .expand(shape[0], frames, shape[1], shape[2])
                .contiguous()
                .reshape(-1, shape[1], shape[2]);
    }
}
