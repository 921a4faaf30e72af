package dev.calotype.server;

import dev.calotype.jobs.JobSpec;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one walk are told of their job's texts, and beside them. For the device's thread.
 *
 * @param added what conditioning modules tell them
 * @param framing which picture the model is to think that it draws
 * @param channels what the walk's beginning puts behind the latent's channels, or null
 */
record JobTexts(
        JobSpec spec,
        LoadedModel loaded,
        Contribution added,
        JobFraming framing,
        @Nullable Signal channels) {
    /** The job's own prompt. */
    Conditioning own() {
        return positive(spec.readPrompt());
    }

    /** A further prompt of the job's guidance, which a second text encoder reads too. */
    Conditioning further(String text) {
        return positive(spec.read(text));
    }

    /** The prompt of a video's frame, which may be the job's own. */
    Conditioning frame(String text) {
        return text.equals(spec.prompt()) ? own() : further(text);
    }

    /** What the job avoids. */
    Conditioning negative() {
        return beside(loaded.encodeNegative(spec.readNegative()), framing.negative())
                .joined(added.negative());
    }

    private Conditioning positive(Prompt prompt) {
        return beside(loaded.encode(prompt), framing.positive()).joined(added.positive());
    }

    private Conditioning beside(Encoding encoding, @Nullable Signal timeIds) {
        return encoding.conditioning().withChannels(channels).withTimeIds(timeIds);
    }
}
