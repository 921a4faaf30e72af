package dev.calotype.plugin.ipadapter;

import dev.calotype.networks.AttentionInsert;
import dev.calotype.networks.ClipPixels;
import dev.calotype.networks.ClipVisionModel;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.ImageAdapter;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A loaded IP-Adapter with its picture encoder. Owns its weights and its mapped files. */
final class ImagePrompter implements Conditioner<ImagePromptOptions> {
    private final Scope scope;
    private final List<ComponentFile> files;
    private final ClipVisionModel encoder;
    private final ImageAdapter adapter;

    private ImagePrompter(AdapterDirectory directory, Scope scope, List<ComponentFile> files, Type type) {
        this.scope = scope;
        this.files = files;
        encoder = scope.run(() -> new ClipVisionModel(directory.vision(), open(directory.visionFile(), type)));
        adapter = scope.run(() -> new ImageAdapter(directory.shape(), open(directory.adapterFile(), type)));
    }

    static ImagePrompter load(AdapterDirectory directory, DeviceSpec device, Precision precision) {
        Scope scope = Scope.detached(device);
        var files = new ArrayList<ComponentFile>();
        try {
            return new ImagePrompter(directory, scope, files, Type.of(precision));
        } catch (RuntimeException | Error e) {
            scope.close();
            files.forEach(ComponentFile::close);
            throw e;
        }
    }

    private FileWeights open(Path path, Type type) {
        ComponentFile file = ComponentFile.open(path);
        files.add(file);
        return new FileWeights(file, type);
    }

    /** The picture for the positive rows; for the negative ones, as in the reference, no picture: zeros in its place. */
    @Override
    public Contribution condition(ConditionerInput input, ImagePromptOptions options) {
        Signal picture = input.picture();
        if (picture == null) {
            throw new IllegalArgumentException("an image prompt needs a picture; give the conditioner an \"image\"");
        }
        int side = encoder.config().imageSize();
        try (Scope call = Scope.open(scope.device())) {
            return call.run(() -> {
                Tensor pixels = Tensor.of(ClipPixels.of(Raster.of(picture), side), 1, 3, side, side);
                AttentionInsert shown = adapter.insert(read(pixels));
                AttentionInsert nothing = adapter.insert(nothing(pixels));
                return new Contribution(
                        Conditioning.ofInserts(input.insertion(shown)),
                        Conditioning.ofInserts(input.insertion(nothing)),
                        null);
            });
        }
    }

    private Tensor read(Tensor pixels) {
        ClipVisionModel.States states = encoder.apply(pixels);
        return adapter.shape().readsPatches() ? states.penultimate() : states.projected();
    }

    private Tensor nothing(Tensor pixels) {
        return adapter.shape().readsPatches()
                ? read(pixels.mul(0))
                : Tensor.zeros(1, adapter.shape().pictureSize());
    }

    @Override
    public void close() {
        scope.close();
        files.forEach(ComponentFile::close);
    }
}
