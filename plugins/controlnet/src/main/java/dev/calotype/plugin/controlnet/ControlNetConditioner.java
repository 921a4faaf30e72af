package dev.calotype.plugin.controlnet;

import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetInsert;
import dev.calotype.networks.ControlNetInsert.Guess;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.networks.FileWeights;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.util.List;

/** A loaded ControlNet. Owns its weights and its mapped file. */
final class ControlNetConditioner implements Conditioner<ControlNetOptions> {
    private final Scope scope;
    private final ComponentFile file;
    private final ControlNetModel network;

    private ControlNetConditioner(Scope scope, ComponentFile file, ControlNetModel network) {
        this.scope = scope;
        this.file = file;
        this.network = network;
    }

    /** Loads onto a device, on the thread that will use it. */
    static ControlNetConditioner load(ControlNetDirectory directory, DeviceSpec device, Precision precision) {
        ComponentFile file = ComponentFile.open(directory.weights());
        Scope scope = Scope.detached(device);
        try {
            var network =
                    scope.run(() -> new ControlNetModel(directory.config(), new FileWeights(file, type(precision))));
            return new ControlNetConditioner(scope, file, network);
        } catch (RuntimeException | Error e) {
            scope.close();
            file.close();
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

    @Override
    public Contribution condition(ConditionerInput input, ControlNetOptions options) {
        Signal given = input.picture();
        if (given == null) {
            throw new IllegalArgumentException("a ControlNet needs a picture; give the conditioner an image");
        }
        ControlNetConfig config = network.config();
        Pixels picture = options.fit()
                .apply(
                        Pixels.of(given),
                        input.width(),
                        input.height(),
                        options.preprocess().resizing());
        Pixels hint = options.preprocess().apply(picture, options, config.hintChannels());
        check(input, hint);
        boolean one = options.guess() || config.poolsPlanes();
        var insert = new ControlNetInsert(network, embedded(hint), options.guess() ? Guess.ON : Guess.OFF);
        Conditioning positive = Conditioning.ofInserts(input.insertion(insert));
        return new Contribution(
                positive,
                one ? Conditioning.NONE : positive,
                options.preprocess() == Preprocessor.NONE ? null : hint.raster());
    }

    private void check(ConditionerInput input, Pixels hint) {
        ControlNetConfig config = network.config();
        List<Integer> axes = input.latent().axes();
        int high = axes.get(axes.size() - 2);
        int wide = axes.getLast();
        int scale = config.scale();
        if (hint.planes() != config.hintChannels()) {
            throw new IllegalArgumentException(
                    "the hint has " + hint.planes() + " channels; this ControlNet reads " + config.hintChannels());
        }
        if (hint.height() != high * scale || hint.width() != wide * scale) {
            throw new IllegalArgumentException("this ControlNet makes a hint " + scale
                    + " times smaller, and a latent of " + wide + "×" + high + " needs one of " + wide * scale + "×"
                    + high * scale + "; the result has " + hint.width() + "×" + hint.height()
                    + " pixels, so it belongs to a model with another autoencoder");
        }
    }

    private Signal embedded(Pixels hint) {
        try (Scope call = Scope.open(scope.device())) {
            return call.run(() -> {
                Tensor features =
                        network.embed(Tensor.of(hint.values(), 1, hint.planes(), hint.height(), hint.width()));
                List<Integer> shape = List.of(
                        Math.toIntExact(features.size(1)),
                        Math.toIntExact(features.size(2)),
                        Math.toIntExact(features.size(3)));
                return new Signal(features.toFloats(), shape);
            });
        }
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
