package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNetConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is measured of a U-Net, for the program and for the child it starts for each type. */
final class ForwardOptions {
    @Option(names = "--rows", description = "of one call")
    int rows = 1;

    @Option(names = "--side", description = "of the latent; 64 is a picture of 512 pixels")
    int side = 64;

    @Option(names = "--tokens", description = "of the context")
    int tokens = 77;

    @Option(names = "--repetitions", description = "after one to warm up")
    int repetitions = 5;

    @Option(names = "--threads", description = "of libtorch")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--config", paramLabel = "FILE", description = "a U-Net's config.json; that of SD 1.5 if left out")
    @Nullable
    Path config;

    /** The network's configuration. */
    UNetConfig network() throws IOException {
        return UNetConfig.read(json());
    }

    /** The same as it is written. */
    ConfigReader json() throws IOException {
        try (InputStream in = config == null
                ? Objects.requireNonNull(ForwardOptions.class.getResourceAsStream("sd15-unet.json"))
                : Files.newInputStream(config)) {
            String name = config == null ? "sd15-unet.json" : config.toString();
            return ConfigReader.of(name, new ObjectMapper().readTree(in));
        }
    }

    /** The same as arguments of a command line. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                "--rows=" + rows,
                "--side=" + side,
                "--tokens=" + tokens,
                "--repetitions=" + repetitions,
                "--threads=" + threads));
        if (config != null) {
            arguments.add("--config=" + config);
        }
        return arguments;
    }
}
