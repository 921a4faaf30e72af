package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same model in the other forms that directories come in. */
class OtherFilesTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
    private static final String VAE = "vae/diffusion_pytorch_model.safetensors";

    @TempDir
    Path directory;

    private CopiedModel copied;

    @BeforeEach
    void copy() throws IOException {
        copied = CopiedModel.into(directory);
    }

    @Test
    void readsHalfPrecisionAndComputesInFull() throws IOException {
        float[] full = denoised();
        copied.rewrite(UNET, name -> name, (name, tensor) -> tensor.to(Type.BF16));
        assertThat(denoised()).usingComparatorWithPrecision(0.3f).containsExactly(full);
        Files.move(directory.resolve(UNET), directory.resolve("unet/diffusion_pytorch_model.bf16.safetensors"));
        assertThat(copied.faults()).isEmpty();
    }

    @Test
    void readsTheNamesThatOlderAutoencodersHave() throws IOException {
        byte[] before = picture();
        copied.rewrite(
                VAE,
                name -> name.replace(".to_q.", ".query.")
                        .replace(".to_k.", ".key.")
                        .replace(".to_v.", ".value.")
                        .replace(".to_out.0.", ".proj_attn."),
                (name, tensor) -> tensor);
        assertThat(picture()).isEqualTo(before);
    }

    @Test
    void readsMeansAndDeviationsOfLatentChannels() throws IOException {
        double factor = 0.18215;
        float[] plain = white();
        copied.edit("vae/config.json", json -> {
            json.putArray("latents_mean").add(1).add(-0.5).add(0).add(2);
            json.putArray("latents_std").add(2).add(1).add(0.5).add(4);
        });
        float[] scaled = white();
        double[] means = {1, -0.5, 0, 2};
        double[] deviations = {2, 1, 0.5, 4};
        int channel = plain.length / means.length;
        for (int i = 0; i < plain.length; i++) {
            int at = i / channel;
            double expected = (plain[i] / factor - means[at]) * factor / deviations[at];
            assertThat((double) scaled[i]).isCloseTo(expected, within(1e-4));
        }
        copied.edit("vae/config.json", json -> json.putNull("latents_std"));
        assertThat(copied.faults()).anyMatch(fault -> fault.contains("latents_std has 0 numbers"));
    }

    /** The latent of a white picture. */
    private float[] white() {
        float[] white = new float[3 * 64 * 64];
        Arrays.fill(white, 1);
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            return model.posterior(new Signal(white, List.of(3, 64, 64))).mean();
        }
    }

    @Test
    void readsAModelThatDiffusesPixels() throws IOException {
        copied.edit("unet/config.json", json -> json.put("in_channels", 3).put("out_channels", 3));
        copied.edit("model_index.json", json -> json.putArray("vae").addNull().addNull());
        threeChannels();
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            assertThat(model.traits().sizes().width()).isEqualTo(8);
            LatentShape shape = model.latentShape(10, 8);
            assertThat(shape).isEqualTo(LatentShape.of(3, 8, 10));
            var row = new Row(
                    new float[shape.size()], 500, model.encode(Prompt.of("")).conditioning());
            float[] answer = model.evaluate(shape, List.of(row)).getFirst();
            assertThat(answer).hasSize(shape.size());
            float[] white = new float[shape.size()];
            Arrays.fill(white, 1);
            assertThat(((Raster) model.decode(shape, white)).rgb()).containsOnly(255);
        }
    }

    @Test
    void readsFlowMatchingSchedulers() throws IOException {
        copied.edit("scheduler/scheduler_config.json", OtherFilesTest::flow);
        var traits = new StableDiffusionFamily().describe(directory);
        assertThat(traits.process().atTime(250).sigma()).isEqualTo(0.25);
        assertThat(traits.process().atRatio(1).time()).isEqualTo(500);
        assertThat(traits.schedule().name()).isEqualTo("flow");
        assertThat(traits.schedule().options()).containsEntry("shift", 3.0);
        assertThat(traits.sampler().name()).isEqualTo("flow-euler");
    }

    private static void flow(ObjectNode json) {
        json.removeAll();
        json.put("_class_name", "FlowMatchEulerDiscreteScheduler").put("shift", 3.0);
    }

    private float[] denoised() {
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            LatentShape shape = model.latentShape(64, 64);
            float[] x = new float[shape.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) Math.sin(i);
            }
            return model.evaluate(
                            shape,
                            List.of(new Row(
                                    x, 300, model.encode(Prompt.of("a horse")).conditioning())))
                    .getFirst();
        }
    }

    private byte[] picture() {
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            LatentShape shape = model.latentShape(64, 64);
            return ((Raster) model.decode(shape, new float[shape.size()])).rgb();
        }
    }

    private void threeChannels() {
        copied.rewrite(UNET, name -> name, (name, tensor) -> {
            boolean first = tensor.rank() == 4 && tensor.size(1) == 4 && tensor.size(2) == 3;
            boolean last = tensor.rank() == 4 && tensor.size(0) == 4 && tensor.size(2) == 3;
            boolean bias = tensor.rank() == 1 && tensor.size(0) == 4;
            Tensor cut = first ? tensor.narrow(1, 0, 3) : tensor;
            return last || bias ? cut.narrow(0, 0, 3) : cut;
        });
    }
}
