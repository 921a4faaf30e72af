package dev.calotype.server;

import dev.calotype.media.Clip;
import dev.calotype.media.FrameSheet;
import dev.calotype.media.Gif;
import dev.calotype.media.Mp4;
import dev.calotype.media.Png;
import dev.calotype.spi.Document;
import dev.calotype.spi.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A video as files: the film, the animation, the poster, the sheet of its frames, and the frames. */
final class VideoFiles {
    private VideoFiles() {}

    /**
     * The files in this order.
     *
     * @param texts that the poster carries; the other pictures say which part of the video they are
     */
    static List<Document> of(List<Raster> frames, int fps, Map<String, String> texts) {
        var clip = new Clip(frames, fps);
        List<Document> files = new ArrayList<>();
        files.add(new Document("video/mp4", Mp4.encode(clip)));
        files.add(new Document("image/gif", Gif.encode(clip)));
        files.add(png(clip.poster(), texts));
        files.add(png(FrameSheet.of(clip), part("sheet")));
        for (int i = 0; i < frames.size(); i++) {
            files.add(png(frames.get(i), part("frame " + i)));
        }
        return files;
    }

    private static Document png(Raster picture, Map<String, String> texts) {
        return new Document("image/png", Png.encode(picture, texts));
    }

    private static Map<String, String> part(String name) {
        return Map.of("Software", "Calotype", "calotype.video", name);
    }
}
