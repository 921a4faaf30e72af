package dev.calotype.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import dev.calotype.training.MotionScore;
import dev.calotype.training.MotionWorld;
import dev.calotype.training.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Has a farm draw films of fresh captions of the motion world, longer than the motion modules have learned: piece by piece, each
 * going on from the last frames of the one before. Used by one thread.
 *
 * @param frames of a film
 * @param seed of captions and noise
 */
record FilmExam(FarmClient farm, int frames, long seed) {
    private static final int PIECE = 16;
    private static final int KEPT = 4;
    private static final int TOGETHER = 4;

    /** Judges so many films. */
    MotionScore take(int count) {
        var score = new MotionScore();
        var world = new MotionWorld(seed);
        for (int first = 0; first < count; first += TOGETHER) {
            List<String> captions = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int i = first; i < Math.min(count, first + TOGETHER); i++) {
                String caption = world.example(i).description().caption();
                captions.add(caption);
                ids.add(farm.submit(job(caption, i).toString()));
            }
            List<Job> ended = new Following(farm).toTheEnd(ids);
            for (int i = 0; i < ended.size(); i++) {
                score.add(film(ended.get(i)), captions.get(i));
            }
        }
        return score;
    }

    private ObjectNode job(String caption, int index) {
        ObjectNode job = new ObjectMapper()
                .createObjectNode()
                .put("model", "shapes")
                .put("prompt", caption)
                .put("seed", seed * 1009 + index);
        job.putArray("conditioners").addObject().put("name", StarterModels.MOTION);
        ObjectNode video = job.putObject("video").put("frames", frames);
        if (frames > PIECE) {
            video.putObject("chunks").put("frames", PIECE).put("kept", KEPT);
        }
        return job;
    }

    private List<Picture> film(Job job) {
        if (!(job.state() instanceof JobState.Succeeded succeeded)) {
            throw new Complaint(Following.verdict(job));
        }
        List<Artefact> files = succeeded.artefacts();
        return files.subList(files.size() - frames, files.size()).stream()
                .map(this::picture)
                .toList();
    }

    private Picture picture(Artefact frame) {
        try {
            return Picture.of(ImageIO.read(new ByteArrayInputStream(farm.artefact(frame.uri()))));
        } catch (IOException e) {
            throw new Complaint("the frame " + frame.uri() + " cannot be read: " + e);
        }
    }
}
