package dev.calotype.server;

import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.VideoChoice;
import dev.calotype.media.Png;
import dev.calotype.spi.Bundle;
import dev.calotype.spi.Document;
import dev.calotype.spi.Frames;
import dev.calotype.spi.Product;
import dev.calotype.spi.Raster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a finished job's results are as files: its products in their order, then what its conditioning modules made of hints. */
final class ResultFiles {
    private final JobJson json = new JobJson();

    /** All files of a job. */
    List<Document> of(ActiveJob job) {
        List<Document> files = new ArrayList<>();
        job.products().forEach((index, product) -> files.addAll(files(job, product, texts(job, index))));
        job.walks().shown().forEach((name, hint) -> {
            byte[] png = Png.encode(hint, Map.of("Software", "Calotype", "calotype.hint", name));
            files.add(new Document("image/png", png));
        });
        return files;
    }

    /** The files of a product, in its order; pictures are written with these texts. */
    private static List<Document> files(ActiveJob job, Product product, Map<String, String> texts) {
        return switch (product) {
            case Raster picture -> List.of(new Document("image/png", Png.encode(picture, texts)));
            case Frames(List<Raster> pictures) -> VideoFiles.of(pictures, fps(job), texts);
            case Document document -> List.of(document);
            case Bundle(List<Product> products) ->
                products.stream()
                        .flatMap(part -> files(job, part, texts).stream())
                        .toList();
        };
    }

    private static int fps(ActiveJob job) {
        VideoChoice video = job.spec().video();
        return video == null ? VideoChoice.USUAL_FPS : video.fps();
    }

    private Map<String, String> texts(ActiveJob job, int index) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "Calotype");
        texts.put("Description", job.spec().prompt());
        texts.put("calotype.job", json.write(job.spec()));
        texts.put("calotype.picture", Integer.toString(index));
        return texts;
    }
}
