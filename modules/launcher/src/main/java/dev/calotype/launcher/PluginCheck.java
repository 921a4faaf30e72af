package dev.calotype.launcher;

import dev.calotype.contracts.Examination;
import dev.calotype.contracts.Examiner;
import dev.calotype.contracts.FamilyExam;
import dev.calotype.contracts.SamplerExam;
import dev.calotype.contracts.ScheduleExam;
import dev.calotype.engine.PlanCode;
import dev.calotype.registry.Plugin;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that one plugin adds, through all contracts. */
final class PluginCheck {
    private final Plugin plugin;
    private final List<Path> models;
    private final Examiner examiner;
    private final List<String> leftOut = new ArrayList<>();

    PluginCheck(Plugin plugin, List<Path> models, Duration patience) {
        this.plugin = plugin;
        this.models = List.copyOf(models);
        this.examiner = new Examiner(patience);
    }

    /** Tells each examination as soon as it is over. */
    void run(Consumer<Examination> tell) {
        var samplers = new SamplerExam(examiner, plan -> PlanCode.read(PlanCode.write(plan)));
        for (SamplerFactory<?> sampler : plugin.samplers()) {
            tell.accept(samplers.of(sampler));
        }
        var schedules = new ScheduleExam(examiner);
        for (ScheduleFactory<?> schedule : plugin.schedules()) {
            tell.accept(schedules.of(schedule));
        }
        for (ModelFamily family : plugin.families()) {
            families(family, tell);
        }
    }

    /** What could not be examined, a sentence each. */
    List<String> leftOut() {
        return leftOut;
    }

    private void families(ModelFamily family, Consumer<Examination> tell) {
        var exam = new FamilyExam(examiner);
        List<Path> own =
                models.stream().filter(model -> recognised(family, model)).toList();
        if (own.isEmpty()) {
            tell.accept(exam.of(family, null));
            leftOut.add("whether models of family '" + family.name() + "' load, and what their networks answer; "
                    + (models.isEmpty()
                            ? "name one of its directories with --model"
                            : "it recognises none of " + models));
        }
        for (Path model : own) {
            tell.accept(exam.of(family, model.toAbsolutePath().normalize()));
            tell.accept(exam.loaded(family, model.toAbsolutePath().normalize()));
        }
    }

    /** A family that fails to answer is examined, and fails there. */
    private static boolean recognised(ModelFamily family, Path model) {
        try {
            return family.recognises(model);
        } catch (RuntimeException | LinkageError e) {
            return true;
        }
    }
}
