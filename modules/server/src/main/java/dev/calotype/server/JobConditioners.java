package dev.calotype.server;

import dev.calotype.jobs.ConditionerChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.registry.Hold;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conditioning modules of one job, asked once for each size that its walks have. For the device's thread. */
final class JobConditioners {
    private final List<Used> used = new ArrayList<>();
    private final Map<Integer, Signal> hints;
    private final Map<LatentShape, Contribution> contributions = new HashMap<>();
    private final Map<String, Raster> shown = new LinkedHashMap<>();

    private record Used(LoadedConditioner<?> loaded, ConditionerChoice choice, int place) {}

    private JobConditioners(Map<Integer, Signal> hints) {
        this.hints = hints;
    }

    /**
     * Loads a job's modules and holds them until {@link #release}.
     *
     * @param hints the job's pictures for them, by the module's place in the job
     * @param plugins who can load them
     * @throws NoRoom if one does not fit beside what is at work; then none is held
     */
    static JobConditioners open(JobSpec spec, Map<Integer, Signal> hints, Workshop workshop, Hold plugins)
            throws NoRoom {
        var opened = new JobConditioners(hints);
        List<ConditionerChoice> choices = spec.conditioners();
        try {
            for (int i = 0; i < choices.size(); i++) {
                var loaded = workshop.conditioner(choices.get(i).name(), spec.model(), plugins);
                loaded.hold();
                opened.used.add(new Used(loaded, choices.get(i), i));
            }
            return opened;
        } catch (NoRoom | RuntimeException | Error e) {
            opened.release();
            throw e;
        }
    }

    /** What all of them add to a walk of this size. */
    Contribution at(LatentShape shape, int width, int height) {
        Contribution known = contributions.get(shape);
        if (known == null) {
            known = asked(shape, width, height);
            contributions.put(shape, known);
        }
        return known;
    }

    private Contribution asked(LatentShape shape, int width, int height) {
        Conditioning positive = Conditioning.NONE;
        Conditioning negative = Conditioning.NONE;
        for (Used one : used) {
            ConditionerChoice choice = one.choice();
            var input = new ConditionerInput(
                    hints.get(one.place()),
                    width,
                    height,
                    shape,
                    choice.strength(),
                    choice.from(),
                    choice.to(),
                    choice.attributes());
            Contribution added = one.loaded().condition(input, choice.options());
            positive = positive.joined(added.positive());
            negative = negative.joined(added.negative());
            if (added.shown() != null) {
                shown.putIfAbsent(one.place() + " " + choice.name(), added.shown());
            }
        }
        return new Contribution(positive, negative, null);
    }

    /** What each frame of a video is told instead of the prompt, by the first module that reads more in it; else empty. */
    List<String> told(String prompt, int frames) {
        return used.stream()
                .map(one -> one.loaded().told(prompt, frames))
                .filter(told -> !told.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The versions of plugins that they are of. */
    List<PluginVersion> plugins() {
        return used.stream()
                .flatMap(one -> one.loaded().plugin().stream())
                .distinct()
                .toList();
    }

    /** What modules made of their pictures, by place and name. */
    Map<String, Raster> shown() {
        return shown;
    }

    /** The job uses them no longer. */
    void release() {
        used.forEach(one -> one.loaded().release());
        used.clear();
    }
}
