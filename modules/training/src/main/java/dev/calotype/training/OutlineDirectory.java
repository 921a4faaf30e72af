package dev.calotype.training;

import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetModel;
import java.nio.file.Path;

/** The directory of the ControlNet for outlines, in the layout of diffusers' ControlNetModel. */
record OutlineDirectory(AddOnDirectory files) {
    OutlineDirectory(Path path) {
        this(new AddOnDirectory(path, "outlines"));
    }

    ControlNetConfig config() {
        return files.config(ControlNetConfig::read);
    }

    /** The ControlNet as written; its weights are owned by the innermost open scope. */
    ControlNetModel network() {
        ControlNetConfig config = config();
        return files.network(weights -> new ControlNetModel(config, weights));
    }
}
