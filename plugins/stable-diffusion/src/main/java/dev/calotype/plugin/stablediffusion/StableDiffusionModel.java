package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.LearnedVectors;
import dev.calotype.networks.NamedParameters;
import dev.calotype.networks.PromptReading;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loaded Stable Diffusion. Its U-Net computes in the precision asked for, its text encoder and autoencoder in F32,
 * whatever its files hold. Owns its weights and its mapped files.
 */
final class StableDiffusionModel implements Model {
    private static final double LEAST_LOG_VARIANCE = -30;
    private static final double MOST_LOG_VARIANCE = 20;

    private final ModelDirectory directory;
    private final Scope scope;
    private final List<ComponentFile> files;
    private final ClipTextModel text;
    private final UNet2DCondition unet;
    private final @Nullable AutoencoderKL autoencoder;
    private final Adapters adapters;

    private StableDiffusionModel(ModelDirectory directory, Scope scope, List<ComponentFile> files, Type type) {
        this.directory = directory;
        this.scope = scope;
        this.files = files;
        var networks = directory.networks();
        var parameters = new EnumMap<AdapterPart, Map<String, Tensor>>(AdapterPart.class);
        text = open(networks.textWeights(), Type.F32, weights -> {
            parameters.put(AdapterPart.TEXT, weights.taken());
            return new ClipTextModel(networks.text(), weights);
        });
        unet = open(networks.unetWeights(), type, weights -> {
            parameters.put(AdapterPart.UNET, weights.taken());
            return new UNet2DCondition(networks.unet(), weights);
        });
        adapters = new Adapters(directory.adapters(), scope.device(), parameters);
        var config = networks.autoencoder();
        Path file = networks.autoencoderWeights();
        autoencoder = config == null || file == null
                ? null
                : open(file, Type.F32, weights -> new AutoencoderKL(config, weights));
    }

    /** Loads onto a device, on the thread that will use the model. */
    static StableDiffusionModel load(ModelDirectory directory, DeviceSpec device, Precision precision) {
        Scope scope = Scope.detached(device);
        var files = new ArrayList<ComponentFile>();
        try {
            return new StableDiffusionModel(directory, scope, files, type(precision));
        } catch (RuntimeException | Error e) {
            scope.close();
            files.forEach(ComponentFile::close);
            throw e;
        }
    }

    private static Type type(Precision precision) {
        return switch (precision) {
            case FP32 -> Type.F32;
            case FP16 -> Type.F16;
            case BF16 -> Type.BF16;
        };
    }

    private <N> N open(Path file, Type type, Function<NamedParameters, N> build) {
        ComponentFile opened = ComponentFile.open(file);
        files.add(opened);
        return scope.run(() -> build.apply(new NamedParameters(new FileWeights(opened, type))));
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
        return encode(prompt, 0);
    }

    /** Encodes a prompt with the state that stands {@code skip} blocks before the text encoder's last. */
    Encoding encode(Prompt prompt, int skip) {
        return inScope(() -> {
            Adapters.Words words = adapters.words(prompt.adapters());
            var reading = PromptReading.of(words.in(directory.tokenizer()), prompt.text(), prompt.reading());
            Signal tokens = adapters.inserts(AdapterPart.TEXT, List.of(prompt.adapters()))
                    .during(() -> reading.joined(
                            text.config().size(), chunk -> states(chunk, words.of(AdapterPart.TEXT), skip)));
            return new Encoding(Conditioning.ofTokens(tokens).with(prompt.adapters()), reading.cut());
        });
    }

    private float[] states(PromptReading.Chunk chunk, LearnedVectors words, int skip) {
        ClipTextModel.States states = text.apply(List.of(chunk.ids()), words);
        return (skip == 0 ? states.last() : text.skipping(states, skip)).toFloats();
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return inScope(() -> {
            double[] times = rows.stream().mapToDouble(Row::time).toArray();
            RowTensors inputs = RowTensors.of(shape, rows);
            List<List<AdapterChoice>> chosen =
                    rows.stream().map(row -> row.conditioning().adapters()).toList();
            Tensor answer = adapters.inserts(AdapterPart.UNET, chosen)
                    .during(() -> unet.apply(inputs.latents(), times, inputs.tokens(), inputs.mask()));
            return RowTensors.split(answer, shape.size());
        });
    }

    @Override
    public Posterior posterior(Signal picture) {
        if (autoencoder == null) {
            return new Posterior(picture.values(), new float[picture.values().length]);
        }
        return inScope(() -> {
            AutoencoderKL.Moments moments =
                    autoencoder.encode(RowTensors.latents(new LatentShape(picture.shape()), List.of(picture.values())));
            return new Posterior(
                    autoencoder.scale(moments.mean()).toFloats(),
                    deviations(
                            moments.logVariance().toFloats(),
                            autoencoder.config().scalingFactor()));
        });
    }

    /** Standard deviations of the scaled latent, from logarithms of variances that are kept between −30 and 20. */
    private static float[] deviations(float[] logVariances, double scale) {
        float[] deviations = new float[logVariances.length];
        for (int i = 0; i < deviations.length; i++) {
            double bounded = Math.clamp(logVariances[i], LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE);
            deviations[i] = (float) (scale * Math.exp(bounded / 2));
        }
        return deviations;
    }

    @Override
    public Raster decode(LatentShape shape, float[] latent) {
        return Pictures.raster(shape, picture(shape, latent), directory.scale());
    }

    /** The picture of a latent, 3×H×W about in [−1, 1]. */
    float[] picture(LatentShape shape, float[] latent) {
        if (autoencoder == null) {
            return latent.clone();
        }
        return inScope(() -> {
            Tensor scaled = RowTensors.latents(shape, List.of(latent));
            return autoencoder.decode(autoencoder.unscale(scaled)).toFloats();
        });
    }

    @Override
    public void close() {
        adapters.close();
        scope.close();
        files.forEach(ComponentFile::close);
    }

    private <T> T inScope(Supplier<T> body) {
        try (Scope call = Scope.open(scope.device())) {
            return call.run(body);
        }
    }
}
