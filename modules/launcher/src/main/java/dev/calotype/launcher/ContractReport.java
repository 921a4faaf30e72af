package dev.calotype.launcher;

import dev.calotype.contracts.Examination;
import dev.calotype.registry.Plugin;
import java.util.List;

/** What came of a check, for somebody who has not read the contracts. */
final class ContractReport {
    private static final int MOST = 5;
    private static final int DIGEST = 16;

    private ContractReport() {}

    /** Which plugin, and what it adds. */
    static String heading(Plugin plugin) {
        return "plugin '" + plugin.manifest().id() + "' " + plugin.manifest().version() + ", contracts "
                + plugin.manifest().spi() + ", SHA-256 " + plugin.digest().substring(0, DIGEST) + "…\nadds "
                + counted(plugin.samplers().size(), "sampler") + ", "
                + counted(plugin.schedules().size(), "schedule") + ", "
                + counted(plugin.families().size(), "model family", "model families") + ", "
                + counted(plugin.conditioners().size(), "conditioner family", "conditioner families")
                + "\n";
    }

    /** One part: a line a rule, and below a broken one what was found. */
    static String of(Examination examination) {
        var text = new StringBuilder(examination.part()).append('\n');
        for (Examination.Verdict verdict : examination.verdicts()) {
            text.append(verdict.isKept() ? "  kept    " : "  BROKEN  ")
                    .append(verdict.rule())
                    .append('\n');
            verdict.faults().stream()
                    .limit(MOST)
                    .forEach(fault -> text.append("            ").append(fault).append('\n'));
            if (verdict.faults().size() > MOST) {
                text.append("            and ")
                        .append(verdict.faults().size() - MOST)
                        .append(" more like these\n");
            }
        }
        return text.toString();
    }

    /** The last line. */
    static String verdict(List<Examination> examinations) {
        long rules = examinations.stream()
                .mapToLong(examination -> examination.verdicts().size())
                .sum();
        long broken = examinations.stream()
                .flatMap(examination -> examination.verdicts().stream())
                .filter(verdict -> !verdict.isKept())
                .count();
        return broken == 0
                ? "all " + counted(rules, "rule") + " kept"
                : counted(broken, "rule") + " of " + rules + " broken; the plugin is not fit for a farm";
    }

    private static String counted(long number, String what) {
        return counted(number, what, what + "s");
    }

    private static String counted(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }
}
