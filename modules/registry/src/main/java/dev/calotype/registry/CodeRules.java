package dev.calotype.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the code of a plugin must not refer to: the end of the virtual machine, and what its manifest does not state. */
final class CodeRules {
    private static final Set<String> EXITS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private CodeRules() {}

    /** Everything that is wrong, a sentence each. */
    static List<String> faults(PluginManifest manifest, Path own, List<Path> jars) throws IOException {
        List<String> faults = new ArrayList<>();
        ClassScan.of(List.of(own))
                .first(EXITS::contains)
                .ifPresent(found ->
                        faults.add(found + ", which ends the farm; throw an exception, which ends the job alone"));
        ClassScan all = ClassScan.of(jars);
        for (Permission permission : Permission.values()) {
            if (!manifest.permissions().contains(permission)) {
                all.first(permission::isNeededBy)
                        .ifPresent(found -> faults.add(found + "; state it as 'Calotype-Plugin-Permissions: "
                                + permission.label() + "' in the manifest"));
            }
        }
        return faults;
    }
}
