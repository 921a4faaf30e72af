package dev.calotype.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The jobs of the demo: prompts, samplers and step counts that differ, and a seed each. */
final class Gallery {
    private static final List<String> PROMPTS = List.of(
            "a large red circle at the center on a navy background",
            "a small yellow triangle at the top left on a black background",
            "a large cyan ring at the bottom right on a gray background",
            "a small white square at the top on a navy background",
            "a large purple triangle at the left and a small green circle at the right on a black background",
            "a small orange ring at the top right and a large blue square at the bottom left on a gray background",
            "a large yellow circle at the top and a small red square at the bottom on a navy background",
            "a small cyan triangle at the center and a small white ring at the top left on a black background");
    private static final List<String> SAMPLERS =
            List.of("dpm++2m", "euler", "heun", "euler-ancestral", "ddim", "ddpm", "dpm++2m", "euler");
    private static final int[] STEPS = {20, 30, 16, 40, 24, 50, 14, 36};

    static final List<String> JOBS = jobs();

    private Gallery() {}

    private static List<String> jobs() {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 2 * PROMPTS.size(); i++) {
            int sampler = (i + i / PROMPTS.size()) % SAMPLERS.size();
            jobs.add(String.format(
                    Locale.ROOT,
                    "{\"model\":\"shapes\",\"prompt\":\"%s\",\"sampler\":\"%s\",\"steps\":%d,\"seed\":%d}",
                    PROMPTS.get(i % PROMPTS.size()),
                    SAMPLERS.get(sampler),
                    STEPS[sampler],
                    100 + i));
        }
        return List.copyOf(jobs);
    }
}
