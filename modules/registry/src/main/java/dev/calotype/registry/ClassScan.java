package dev.calotype.registry;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;

/**
 * Which methods and fields the classes of some jars refer to, and one class that does; read from the class files without
 * loading them.
 *
 * @param references such as {@code java/lang/System.exit}, with the name of a class that has it
 */
record ClassScan(Map<String, String> references) {
    private static final String CLASS = ".class";

    /** Copies the references. */
    ClassScan {
        references = Map.copyOf(references);
    }

    /** Reads jars; what is no class file is passed over, since loading it will say so. */
    static ClassScan of(Collection<Path> jars) throws IOException {
        Map<String, String> references = new TreeMap<>();
        for (Path jar : jars) {
            try (var file = new JarFile(jar.toFile())) {
                var classes = file.stream().filter(entry -> entry.getName().endsWith(CLASS));
                for (var entry : classes.toList()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        read(in.readAllBytes(), entry.getName(), references);
                    }
                }
            }
        }
        return new ClassScan(references);
    }

    private static void read(byte[] bytes, String name, Map<String, String> references) {
        String from = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
        try {
            for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
                if (entry instanceof MemberRefEntry member) {
                    String reference = member.owner().asInternalName() + "."
                            + member.name().stringValue();
                    references.putIfAbsent(reference, from);
                }
            }
        } catch (IllegalArgumentException damaged) {
            references.putIfAbsent("", from);
        }
    }

    /** One reference of this kind and who has it, as in {@code demo.Fit calls java.lang.System.exit}; empty if none. */
    Optional<String> first(Predicate<String> kind) {
        return references.entrySet().stream()
                .filter(entry -> kind.test(entry.getKey()))
                .min(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " calls " + entry.getKey().replace('/', '.'));
    }

    /** Whether anything refers to one of these. */
    boolean hasAny(List<String> beginnings) {
        return first(reference -> beginnings.stream().anyMatch(reference::startsWith))
                .isPresent();
    }
}
