package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.tensor.Type;
import org.jspecify.annotations.Nullable;

/**
 * A text encoder on a device, in F32; what opened it owns its weights.
 *
 * @param files what it was opened from
 * @param network the encoder
 * @param projecting the encoder with its projection, where it has one
 */
record OpenedText(
        ModelDirectory.Text files,
        ClipTextModel network,
        @Nullable ClipTextModelWithProjection projecting) {
    static OpenedText open(ModelDirectory.Text files, Opening opening) {
        if (!files.projects()) {
            return new OpenedText(
                    files,
                    opening.open(
                            files.part(),
                            files.weights(),
                            Type.F32,
                            weights -> new ClipTextModel(files.config(), weights)),
                    null);
        }
        ClipTextModelWithProjection whole = opening.open(
                files.part(),
                files.weights(),
                Type.F32,
                weights -> new ClipTextModelWithProjection(files.config(), weights));
        return new OpenedText(files, whole.text(), whole);
    }

    /** The encoder with its tokenizer, changed by these adapters. */
    TextEncoder encoder(Adapters adapters) {
        return new TextEncoder(files.part(), files.tokenizer(), network, adapters);
    }
}
