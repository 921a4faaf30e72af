package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AutoencoderConfig;
import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.AutoencoderTiny;
import dev.calotype.networks.AutoencoderTinyConfig;
import dev.calotype.networks.ParameterList;
import dev.calotype.tensor.Weights;
import java.nio.file.Path;

/** What stands between pictures and latents in a model directory, read and not loaded. */
sealed interface CodecFiles {
    /** Channels of a latent. */
    int channels();

    /** How many pixels a side of one latent value stands for. */
    int scale();

    /** Channels of a picture that goes in, and of one that comes out. */
    int[] colours();

    /** How many weights it has. */
    long size();

    /** Loads it; what is opened owns the weights. */
    PictureCodec open(Opening opening);

    /** Nothing: the model diffuses pixels. */
    record None() implements CodecFiles {
        private static final int COLOURS = 3;

        @Override
        public int channels() {
            return COLOURS;
        }

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public int[] colours() {
            return new int[] {COLOURS, COLOURS};
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public PictureCodec open(Opening opening) {
            return new PictureCodec.None();
        }
    }

    /** An AutoencoderKL. */
    record Variational(AutoencoderConfig config, Path weights) implements CodecFiles {
        @Override
        public int channels() {
            return config.latentChannels();
        }

        @Override
        public int scale() {
            return config.scale();
        }

        @Override
        public int[] colours() {
            return new int[] {config.inChannels(), config.outChannels()};
        }

        @Override
        public long size() {
            return ParameterList.size((Weights names) -> new AutoencoderKL(config, names));
        }

        @Override
        public PictureCodec open(Opening opening) {
            return new PictureCodec.Variational(opening.open(weights, names -> new AutoencoderKL(config, names)));
        }
    }

    /** An AutoencoderTiny. */
    record Tiny(AutoencoderTinyConfig config, Path weights) implements CodecFiles {
        @Override
        public int channels() {
            return config.latentChannels();
        }

        @Override
        public int scale() {
            return config.scale();
        }

        @Override
        public int[] colours() {
            return new int[] {config.inChannels(), config.outChannels()};
        }

        @Override
        public long size() {
            return ParameterList.size((Weights names) -> new AutoencoderTiny(config, names));
        }

        @Override
        public PictureCodec open(Opening opening) {
            return new PictureCodec.Tiny(opening.open(weights, names -> new AutoencoderTiny(config, names)));
        }
    }
}
