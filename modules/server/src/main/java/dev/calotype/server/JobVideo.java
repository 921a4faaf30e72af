package dev.calotype.server;

import dev.calotype.engine.Beginning;
import dev.calotype.engine.KnownFrames;
import dev.calotype.engine.Noise;
import dev.calotype.engine.PromptTravel;
import dev.calotype.engine.VideoChunks;
import dev.calotype.jobs.VideoChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The videos of one job, in as many pieces as it asks for: what each begins from, and what its frames are told. */
final class JobVideo {
    private final VideoChoice asked;
    private final VideoChunks chunks;
    private final float @Nullable [] start;

    private JobVideo(VideoChoice asked, VideoChunks chunks, float @Nullable [] start) {
        this.asked = asked;
        this.chunks = chunks;
        this.start = start;
    }

    /**
     * Encodes the picture that the videos start from.
     *
     * @param picture the shape of a frame's latent
     * @param start 3×H×W of the job's size, or null
     */
    static JobVideo of(VideoChoice asked, Model model, LatentShape picture, @Nullable Signal start) {
        VideoChoice.Chunks pieces = asked.chunks();
        LatentShape whole = picture.ofFrames(asked.frames());
        var chunks = pieces == null
                ? new VideoChunks(whole, asked.frames(), 0)
                : new VideoChunks(whole, pieces.frames(), pieces.kept());
        return new JobVideo(
                asked, chunks, start == null ? null : model.posterior(start).mean());
    }

    /** How many pieces there are. */
    int pieces() {
        return chunks.count();
    }

    /** The shape of one piece's latent. */
    LatentShape shape(int piece) {
        return chunks.shape(piece);
    }

    /** The shape of the whole video's latent. */
    LatentShape whole() {
        return chunks.shape();
    }

    /**
     * What a piece begins from.
     *
     * @param before the latent that the piece before it came to; of the first piece null
     */
    Beginning begin(int piece, Noise noise, float @Nullable [] before) {
        if (before != null) {
            return chunks.known(piece, before).begin(noise);
        }
        return start == null ? Beginning.of(noise) : new KnownFrames(shape(piece), List.of(start)).begin(noise);
    }

    /**
     * What a piece's frames are told.
     *
     * @param prompt of the first frame
     * @param conditioners who may read a way in it, unless the job says itself what later frames are told
     * @param encode how prompts become conditionings
     */
    Conditioning told(int piece, String prompt, JobConditioners conditioners, Function<String, Conditioning> encode) {
        NavigableMap<Integer, String> prompts = new TreeMap<>(Map.of(0, prompt));
        if (asked.prompts().isEmpty()) {
            List<String> way = conditioners.told(prompt, asked.frames());
            IntStream.range(0, way.size()).forEach(frame -> prompts.put(frame, way.get(frame)));
        } else {
            asked.prompts().forEach(one -> prompts.put(one.frame(), one.prompt()));
        }
        return prompts.size() == 1
                ? encode.apply(prompt)
                : PromptTravel.of(prompts, encode)
                        .over(chunks.start(piece), shape(piece).frames());
    }

    /** The whole video's latent from those of its pieces. */
    float[] joined(List<float[]> pieces) {
        return pieces.size() == 1 ? pieces.getFirst() : chunks.joined(pieces);
    }
}
