package dev.calotype.plugin.video;

import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionInsert;
import dev.calotype.networks.SpokenWay;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Type;
import java.util.List;
import java.util.Optional;

/** Loaded motion modules. Owns their weights and their mapped file. */
final class MotionConditioner implements Conditioner<MotionOptions> {
    private final Scope scope;
    private final ComponentFile file;
    private final MotionAdapter adapter;
    private final Optional<SpokenWay> way;

    private MotionConditioner(Scope scope, ComponentFile file, MotionAdapter adapter, Optional<SpokenWay> way) {
        this.scope = scope;
        this.file = file;
        this.adapter = adapter;
        this.way = way;
    }

    /** Loads onto a device, on the thread that will use it. */
    static MotionConditioner load(MotionDirectory directory, DeviceSpec device, Precision precision) {
        ComponentFile file = ComponentFile.open(directory.weights());
        Scope scope = Scope.detached(device);
        try {
            var weights = new FileWeights(file, Type.of(precision));
            MotionAdapter adapter = scope.run(() -> new MotionAdapter(directory.config(), weights));
            return new MotionConditioner(scope, file, adapter, directory.way());
        } catch (RuntimeException | Error e) {
            scope.close();
            file.close();
            throw e;
        }
    }

    @Override
    public Contribution condition(ConditionerInput input, MotionOptions options) {
        if (!input.latent().isVideo()) {
            throw new IllegalArgumentException(
                    "motion modules work on the frames of a video; say how many it shall have, or leave them out");
        }
        var insert = new MotionInsert(
                adapter, options.causal(), options.windows(adapter.config().mostFrames()));
        return Contribution.of(input.insertion(insert), null);
    }

    @Override
    public List<String> told(String prompt, int frames) {
        return way.map(spoken -> spoken.frames(prompt, frames)).orElse(List.of());
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
