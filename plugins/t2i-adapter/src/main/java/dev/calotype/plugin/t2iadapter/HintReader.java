package dev.calotype.plugin.t2iadapter;

import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.CubicResizing;
import dev.calotype.networks.FeaturesInsert;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.T2IAdapter;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loaded T2I-Adapter. Owns its weights and its mapped file. */
final class HintReader implements Conditioner<HintOptions> {
    private final Scope scope;
    private final ComponentFile file;
    private final T2IAdapter adapter;
    private final Type type;

    private HintReader(Scope scope, ComponentFile file, T2IAdapter adapter, Type type) {
        this.scope = scope;
        this.file = file;
        this.adapter = adapter;
        this.type = type;
    }

    static HintReader load(HintDirectory directory, DeviceSpec device, Precision precision) {
        Type type = Type.of(precision);
        ComponentFile file = ComponentFile.open(directory.weights());
        Scope scope = Scope.detached(device);
        try {
            T2IAdapter adapter = scope.run(() -> new T2IAdapter(directory.config(), new FileWeights(file, type)));
            return new HintReader(scope, file, adapter, type);
        } catch (RuntimeException | Error e) {
            scope.close();
            file.close();
            throw e;
        }
    }

    /** The same maps for the positive and the negative rows, as in the reference. */
    @Override
    public Contribution condition(ConditionerInput input, HintOptions options) {
        Raster hint = sized(input, options);
        int fold = adapter.config().fold();
        if (hint.width() % fold != 0 || hint.height() % fold != 0) {
            throw new IllegalArgumentException("the result has " + hint.width() + "×" + hint.height()
                    + " pixels; this adapter reads hints whose sides are multiples of " + fold);
        }
        FeaturesInsert insert = read(Hints.values(hint, adapter.config().inChannels()), hint);
        fit(insert.maps().getFirst(), input);
        return Contribution.of(input.insertion(insert), null);
    }

    private static Raster sized(ConditionerInput input, HintOptions options) {
        @Nullable Signal picture = input.picture();
        if (picture == null) {
            throw new IllegalArgumentException("this conditioner reads a hint; give it an \"image\"");
        }
        Raster hint = Raster.of(picture);
        boolean same = hint.width() == input.width() && hint.height() == input.height();
        if (!same && !options.stretches()) {
            throw new IllegalArgumentException("the hint has " + hint.width() + "×" + hint.height()
                    + " pixels, the result " + input.width() + "×" + input.height()
                    + "; send one of that size, or set \"size\" to \"" + HintOptions.STRETCH + "\"");
        }
        return CubicResizing.of(hint, input.width(), input.height());
    }

    private FeaturesInsert read(float[] values, Raster hint) {
        try (Scope call = Scope.open(scope.device())) {
            return call.run(() -> {
                Tensor hints = Tensor.of(values, 1, adapter.config().inChannels(), hint.height(), hint.width());
                return new FeaturesInsert(adapter.apply(hints.to(type)).stream()
                        .map(HintReader::signal)
                        .toList());
            });
        }
    }

    /** The finest maps are as large as the latent or, for a network that halves at once, half as large. */
    private void fit(Signal finest, ConditionerInput input) {
        List<Integer> latent = input.latent().axes();
        int high = latent.get(latent.size() - 2);
        int found = finest.shape().get(1);
        if (found != high && found != (high + 1) / 2) {
            throw new IllegalArgumentException(
                    "the adapter folds " + adapter.config().fold()
                            + " pixels a side into one place, which makes " + found + " rows; the latent has " + high
                            + "; it belongs to another model");
        }
    }

    private static Signal signal(Tensor map) {
        return new Signal(
                map.toFloats(),
                Arrays.stream(map.shape()).skip(1).mapToObj(Math::toIntExact).toList());
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
