package dev.calotype.launcher;

import dev.calotype.contracts.ConditionerExam;
import dev.calotype.contracts.Examination;
import dev.calotype.contracts.Examiner;
import dev.calotype.contracts.FamilyExam;
import dev.calotype.contracts.SamplerExam;
import dev.calotype.contracts.ScheduleExam;
import dev.calotype.engine.PlanCode;
import dev.calotype.registry.Plugin;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** All that one plugin adds, through all contracts. */
final class PluginCheck {
    private final Plugin plugin;
    private final List<Path> directories;
    private final Examiner examiner;
    private final Supplier<List<ModelFamily>> others;
    private final List<String> leftOut = new ArrayList<>();

    /**
     * A check.
     *
     * @param directories models and conditioning modules of the plugin's families, and models that its modules go into
     * @param examiner who puts parts through rules
     * @param others who loads models that are not the plugin's own
     */
    PluginCheck(Plugin plugin, List<Path> directories, Examiner examiner, Supplier<List<ModelFamily>> others) {
        this.plugin = plugin;
        this.directories = directories.stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .toList();
        this.examiner = examiner;
        this.others = others;
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
            models(family, tell);
        }
        for (ConditionerFamily<?> family : plugin.conditioners()) {
            modules(family, tell);
        }
    }

    /** What could not be examined, a sentence each. */
    List<String> leftOut() {
        return leftOut;
    }

    private void models(ModelFamily family, Consumer<Examination> tell) {
        var exam = new FamilyExam(examiner);
        List<Path> own = recognised(family::recognises);
        if (own.isEmpty()) {
            tell.accept(exam.of(family, null));
            leftOut.add("whether models of family '" + family.name() + "' load, and what their networks answer; "
                    + advice());
        }
        for (Path model : own) {
            tell.accept(exam.of(family, model));
            tell.accept(exam.loaded(family, model));
        }
    }

    private <O extends Record> void modules(ConditionerFamily<O> family, Consumer<Examination> tell) {
        var exam = new ConditionerExam(examiner);
        List<Path> own = recognised(family::recognises);
        if (own.isEmpty()) {
            tell.accept(exam.of(family, null));
            leftOut.add("whether modules of family '" + family.name() + "' load, and what they add; " + advice());
        }
        for (Path module : own) {
            tell.accept(exam.of(family, module));
            Optional<Supplier<Model>> backbone =
                    new Backbones(plugin.families(), others, directories).of(family, module);
            if (backbone.isEmpty()) {
                tell.accept(exam.loaded(family, module));
                leftOut.add("what conditioner '" + module.getFileName()
                        + "' does inside a network; name a model that it goes into with --model");
            } else {
                tell.accept(exam.inside(family, module, backbone.get()));
            }
        }
    }

    private String advice() {
        return directories.isEmpty()
                ? "name one of its directories with --model"
                : "it recognises none of " + directories;
    }

    /** Which of the directories are a family's; one that fails to answer is examined with all, and fails there. */
    private List<Path> recognised(Predicate<Path> family) {
        return directories.stream()
                .filter(directory -> {
                    try {
                        return family.test(directory);
                    } catch (RuntimeException | LinkageError e) {
                        return true;
                    }
                })
                .toList();
    }
}
