package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.FileWeights;
import dev.calotype.networks.UNet2D;
import dev.calotype.networks.UNet2DConfig.Classes;
import dev.calotype.networks.VQModel;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model without a text encoder: computes in F32 whatever its files hold. A row's class is its only pooled value.
 * Owns its weights and its mapped files.
 */
final class PixelModel implements Model {
    private final PixelDirectory directory;
    private final Scope scope;
    private final List<SafeTensors> files;
    private final UNet2D unet;
    private final @Nullable VQModel codec;

    private PixelModel(PixelDirectory directory, Scope scope, List<SafeTensors> files) {
        this.directory = directory;
        this.scope = scope;
        this.files = files;
        unet = open(directory.unetWeights(), weights -> new UNet2D(directory.unet(), weights));
        var found = directory.codec();
        codec = found == null ? null : open(found.weights(), weights -> new VQModel(found.config(), weights));
    }

    /** Loads onto a device, on the thread that will use the model. */
    static PixelModel load(PixelDirectory directory, DeviceSpec device) {
        Scope scope = Scope.detached(device);
        var files = new ArrayList<SafeTensors>();
        try {
            return new PixelModel(directory, scope, files);
        } catch (RuntimeException | Error e) {
            scope.close();
            files.forEach(SafeTensors::close);
            throw e;
        }
    }

    private <N> N open(Path file, Function<Weights, N> build) {
        SafeTensors opened = SafeTensors.open(file);
        files.add(opened);
        return scope.run(() -> build.apply(new FileWeights(opened)));
    }

    @Override
    public ModelTraits traits() {
        return directory.traits();
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        int multiple = directory.multiple();
        if (width < 1 || height < 1 || width % multiple != 0 || height % multiple != 0) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "×" + height + " pixels; both sides must be a multiple of " + multiple);
        }
        int scale = directory.scale();
        return LatentShape.of(unet.config().inChannels(), height / scale, width / scale);
    }

    @Override
    public Encoding encode(Prompt prompt) {
        OptionalDouble label = directory.classes().of(prompt.plain());
        if (label.isEmpty()) {
            return new Encoding(Conditioning.NONE, 0);
        }
        var signal = new Signal(new float[] {(float) label.getAsDouble()}, List.of(1));
        return new Encoding(new Conditioning(null, signal), 0);
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        double[] times = rows.stream().mapToDouble(Row::time).toArray();
        double @Nullable [] labels = unet.config().classes().kind() == Classes.Kind.NONE
                ? null
                : rows.stream().mapToDouble(this::label).toArray();
        return inScope(() -> {
            Tensor latents = RowTensors.latents(shape, rows.stream().map(Row::x).toList());
            Tensor answer = unet.apply(latents, times, labels);
            return RowTensors.split(answer, Math.toIntExact(answer.count() / rows.size()));
        });
    }

    private double label(Row row) {
        Signal label = row.conditioning().pooled();
        if (label == null) {
            throw new IllegalArgumentException(
                    "a row has no class; " + directory.classes().expected());
        }
        return label.values()[0];
    }

    @Override
    public Raster decode(LatentShape shape, float[] latent) {
        return Pictures.raster(shape, picture(shape, latent), directory.scale());
    }

    /** The picture of a latent, 3×H×W about in [−1, 1]. */
    float[] picture(LatentShape shape, float[] latent) {
        if (codec == null) {
            return latent.clone();
        }
        return inScope(() -> {
            Tensor scaled = RowTensors.latents(shape, List.of(latent));
            return codec.decode(codec.unscale(scaled)).toFloats();
        });
    }

    @Override
    public void close() {
        scope.close();
        files.forEach(SafeTensors::close);
    }

    private <T> T inScope(Supplier<T> body) {
        try (Scope call = Scope.open(scope.device())) {
            return call.run(body);
        }
    }
}
