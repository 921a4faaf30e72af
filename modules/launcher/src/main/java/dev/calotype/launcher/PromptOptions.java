package dev.calotype.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job may say beside its prompt on the command line, and how its prompts are read. */
final class PromptOptions {
    @Option(names = "--negative", paramLabel = "PROMPT", description = "what the picture should not show")
    @Nullable
    String negative;

    @Option(
            names = "--second",
            paramLabel = "PROMPT",
            description = "what a second text encoder reads instead of the prompt (Stable Diffusion XL)")
    @Nullable
    String second;

    @Option(
            names = "--second-negative",
            paramLabel = "PROMPT",
            description = "what a second text encoder reads instead of the negative prompt")
    @Nullable
    String secondNegative;

    @Option(names = "--emphasis", description = "read (word), [word] and (word:1.3) as emphasis")
    boolean emphasis;

    @Option(names = "--chunks", description = "read a long prompt in pieces instead of cutting it off")
    boolean chunks;

    @Option(names = "--skip", paramLabel = "N", description = "pass over the text encoder's last N blocks (0)")
    int skip;

    /** Adds what was asked for to a job. */
    void addTo(ObjectNode job) {
        put(job, "negative", negative);
        if (second != null || secondNegative != null) {
            ObjectNode json = job.putObject("second");
            put(json, "prompt", second);
            put(json, "negative", secondNegative);
        }
        if (emphasis || chunks || skip != 0) {
            job.putObject("prompting")
                    .put("emphasis", emphasis)
                    .put("chunks", chunks)
                    .put("skip", skip);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
