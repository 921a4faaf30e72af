package dev.calotype.launcher;

import dev.calotype.registry.Plugin;
import dev.calotype.spi.About;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the installed plugins sample and schedule with, as text in columns. */
final class SamplerTable {
    private SamplerTable() {}

    /** Two tables: samplers, then schedules, each by name. */
    static String of(List<Plugin> plugins) {
        List<List<String>> samplers = new ArrayList<>();
        samplers.add(List.of("sampler", "order", "evaluations", "noise", "paper", "where", "options"));
        plugins.stream()
                .flatMap(plugin -> plugin.samplers().stream())
                .sorted(Comparator.comparing((SamplerFactory<?> factory) -> factory.name()))
                .forEach(factory -> samplers.add(row(factory)));
        List<List<String>> schedules = new ArrayList<>();
        schedules.add(List.of("schedule", "options"));
        plugins.stream()
                .flatMap(plugin -> plugin.schedules().stream())
                .sorted(Comparator.comparing((ScheduleFactory<?> factory) -> factory.name()))
                .forEach(factory -> schedules.add(List.of(factory.name(), options(factory.defaults()))));
        return columns(samplers) + "\n" + columns(schedules);
    }

    private static <O extends Record> List<String> row(SamplerFactory<O> factory) {
        About about = factory.about(factory.defaults());
        return List.of(
                factory.name(),
                Integer.toString(about.order()),
                Integer.toString(about.evaluationsPerStep()),
                noise(about),
                about.paper(),
                about.equation(),
                options(factory.defaults()));
    }

    private static String noise(About about) {
        return switch (about.aim()) {
            case FLOW -> "no";
            case DATA -> "yes";
            case DISTILLED -> "yes, distilled models";
            case NOISE -> "no, towards noise";
        };
    }

    /** The options with their defaults, as a job would write them. */
    private static String options(Record defaults) {
        return Arrays.stream(defaults.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + value(component, defaults))
                .collect(Collectors.joining(" "));
    }

    private static String value(RecordComponent component, Record defaults) {
        try {
            Object value = component.getAccessor().invoke(defaults);
            return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "option '" + component.getName() + "' of " + defaults.getClass() + " cannot be read", e);
        }
    }

    private static String columns(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
