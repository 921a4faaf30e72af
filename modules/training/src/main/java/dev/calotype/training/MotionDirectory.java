package dev.calotype.training;

import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.networks.SpokenWay;
import dev.calotype.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The directory of motion modules, in the layout of diffusers' MotionAdapter. */
record MotionDirectory(AddOnDirectory files) {
    MotionDirectory(Path path) {
        this(new AddOnDirectory(path, "motion"));
    }

    /** Writes the configuration, and how captions speak of ways, for those who draw with the modules. */
    void lay() {
        files.lay();
        files.lay("way.json");
    }

    /** How captions speak of ways. */
    SpokenWay way() {
        List<String> faults = new ArrayList<>();
        return SpokenWay.read(files.path(), faults)
                .orElseThrow(() -> new IllegalArgumentException("motion modules in " + files.path()
                        + " do not say how captions speak of ways: "
                        + (faults.isEmpty() ? "way.json is missing" : String.join("; ", faults))));
    }

    MotionAdapterConfig config() {
        return files.config(MotionAdapterConfig::read);
    }

    /** Writes the weights in half precision, and the positions beside them; needs an open scope. */
    void write(Map<String, Tensor> weights) {
        Map<String, Tensor> all = new LinkedHashMap<>(weights);
        all.putAll(MotionAdapter.positions(config()));
        files.write(all);
    }

    /** The modules as written; their weights are owned by the innermost open scope. */
    MotionAdapter adapter() {
        MotionAdapterConfig config = config();
        return files.network(weights -> new MotionAdapter(config, weights));
    }
}
