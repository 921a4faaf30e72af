package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.BlockRun;
import dev.calotype.networks.FrameFolding;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConditions;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Frames;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Product;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A loaded Stable Diffusion. Its U-Net computes in the precision asked for, its text encoders and autoencoder in F32,
 * whatever its files hold; U-Net and text encoders may keep what their layers multiply by in int8. Owns its weights and its mapped files.
 */
final class StableDiffusionModel implements Model {
    /** Frames in one call of the U-Net: two windows of 32, which bounds the memory that a long video takes. */
    private static final int MOST_FRAMES = 64;

    private final ModelDirectory directory;
    private final Opening opening;
    private final PromptEncoder prompts;
    private final UNet2DCondition unet;
    private final RowSignals signals;
    private final PictureCodec codec;
    private final Adapters adapters;

    private StableDiffusionModel(ModelDirectory directory, Opening opening, Type type) {
        this.directory = directory;
        this.opening = opening;
        ModelDirectory.Networks networks = directory.networks();
        unet = opening.open(
                AdapterPart.UNET,
                networks.unetWeights(),
                type,
                weights -> new UNet2DCondition(networks.unet(), weights));
        signals = new RowSignals(directory.framing(), directory.scale());
        codec = networks.codec().open(opening);
        List<OpenedText> texts = networks.texts().stream()
                .map(text -> OpenedText.open(text, opening))
                .toList();
        adapters = new Adapters(directory.adapters(), opening.device(), opening.parameters());
        prompts = PromptEncoder.of(texts, adapters, directory.zerosNothing());
    }

    /** Loads onto a device, on the thread that will use the model; takes the opening over. */
    static StableDiffusionModel load(ModelDirectory directory, Opening opening, Precision precision) {
        try {
            return new StableDiffusionModel(directory, opening, Type.of(precision));
        } catch (RuntimeException | Error e) {
            opening.close();
            throw e;
        }
    }

    @Override
    public ModelTraits traits() {
        return directory.traits();
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        int scale = directory.scale();
        if (width < 1 || height < 1 || width % scale != 0 || height % scale != 0) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "×" + height + " pixels; both sides must be a multiple of " + scale);
        }
        return LatentShape.of(unet.config().outChannels(), height / scale, width / scale);
    }

    @Override
    public Encoding encode(Prompt prompt) {
        return inScope(() -> prompts.encode(prompt));
    }

    @Override
    public Encoding encodeNegative(Prompt prompt) {
        boolean nothing = prompt.text().isEmpty() && prompt.second() == null;
        return nothing ? inScope(() -> prompts.nothing(prompt)) : encode(prompt);
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        if (!shape.isVideo()) {
            return answers(shape, rows, List.of());
        }
        FrameFolding folding = FrameFolding.of(shape, rows);
        return folding.unfold(folding.calls(MOST_FRAMES).stream()
                .flatMap(call -> answers(shape.frame(), call.rows(), call.runs()).stream())
                .toList());
    }

    private List<float[]> answers(LatentShape shape, List<Row> rows, List<BlockRun> runs) {
        return inScope(() -> {
            double[] times = rows.stream().mapToDouble(Row::time).toArray();
            Tensor latents = RowTensors.inputs(shape, rows);
            UNetConditions conditions = signals.of(shape, rows).withBlocks(runs);
            List<List<AdapterChoice>> chosen =
                    rows.stream().map(row -> row.conditioning().adapters()).toList();
            Tensor answer =
                    adapters.inserts(AdapterPart.UNET, chosen).during(() -> unet.apply(latents, times, conditions));
            return RowTensors.split(answer, shape.size());
        });
    }

    @Override
    public Posterior posterior(Signal picture) {
        return inScope(() -> codec.posterior(picture));
    }

    @Override
    public Product decode(LatentShape shape, float[] latent) {
        if (!shape.isVideo()) {
            return raster(shape, latent);
        }
        return new Frames(IntStream.range(0, shape.frames())
                .mapToObj(frame -> raster(shape.frame(), shape.frame(latent, frame)))
                .toList());
    }

    private Raster raster(LatentShape shape, float[] latent) {
        return Pictures.raster(shape, picture(shape, latent), directory.scale());
    }

    /** The picture of a latent, 3×H×W about in [−1, 1]. */
    float[] picture(LatentShape shape, float[] latent) {
        return inScope(() -> codec.picture(shape, latent));
    }

    @Override
    public void close() {
        adapters.close();
        opening.close();
    }

    private <T> T inScope(Supplier<T> body) {
        try (Scope call = Scope.open(opening.device())) {
            return call.run(body);
        }
    }
}
