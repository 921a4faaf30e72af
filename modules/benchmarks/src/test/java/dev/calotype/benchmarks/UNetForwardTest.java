package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program runs to its end and writes its section; what it measured is nobody's business here. */
final class UNetForwardTest {
    @Test
    void measuresATinyNetworkInEveryType(@TempDir Path folder) throws IOException {
        Path readme = Files.writeString(
                folder.resolve("README.md"), "<!-- measured: unet-forward -->\n<!-- end: unet-forward -->\n");
        Path config = Files.writeString(folder.resolve("config.json"), """
                {"in_channels": 4, "out_channels": 4, "block_out_channels": [32, 64], "layers_per_block": 1,
                 "cross_attention_dim": 16, "attention_head_dim": 4, "norm_num_groups": 8,
                 "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
                 "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]}
                """);
        int code = new CommandLine(new UNetForward())
                .execute("--readme=" + readme, "--config=" + config, "--side=8", "--repetitions=2", "--threads=1");
        assertThat(code).isZero();
        assertThat(readme)
                .content()
                .contains("| F32+UNPACKED | ", "| F32 | ", "| BF16 | ", "1 threads", "Measured on ");
    }
}
