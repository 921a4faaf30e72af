package dev.calotype.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a Maven project of a new plugin: the example plugin, under another name. */
@Command(
        name = "new",
        description = "Writes a project of a new plugin that builds as it is.",
        mixinStandardHelpOptions = true)
final class PluginNewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "of the plugin, such as ripples; also of its package and its parts")
    String name = "";

    @Option(names = "--dir", paramLabel = "DIR", description = "where the project goes (./NAME)")
    @Nullable
    Path directory;

    @Override
    public Integer call() {
        Path project = directory == null ? Path.of(name) : directory;
        Distribution here = Distribution.current();
        new PluginTemplate(here.template(), here.home()).write(name, project);
        Say.result("""
                %s holds a plugin that adds a sampler, a schedule, a model family of waves and a conditioner for it. Next:
                  cd %s
                  mvn package
                  calotype plugin check target/%s.jar --model models/waves --model models/pluck
                  calotype plugins install target/%s.jar --allow-unsigned""".formatted(project, project, name, name));
        return 0;
    }
}
