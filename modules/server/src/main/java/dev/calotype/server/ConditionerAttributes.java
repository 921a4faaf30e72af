package dev.calotype.server;

import dev.calotype.jobs.ConditionerChoice;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.NearMiss;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.spi.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Checks the named numbers that a request gives a conditioning module against those that the module takes. */
final class ConditionerAttributes {
    private ConditionerAttributes() {}

    /** Notes what is wrong with each of them; {@code place} is the module's place in the request. */
    static void check(ConditionerShelf.Shelved<?> found, ConditionerChoice choice, String place, List<Fault> faults) {
        String module = "conditioner '" + found.name() + "'";
        List<Attribute> known = found.traits().attributes();
        String at = place + "/attributes";
        if (known.isEmpty() && !choice.attributes().isEmpty()) {
            faults.add(new Fault("contradiction", at, module + " takes no attributes; leave out \"attributes\""));
            return;
        }
        new TreeMap<>(choice.attributes()).forEach((name, value) -> {
            Optional<Attribute> meant = known.stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .findFirst();
            String pointer = at + "/" + name.replace("~", "~0").replace("/", "~1");
            if (meant.isEmpty()) {
                List<String> names = known.stream().map(Attribute::name).toList();
                String said = module + " has no attribute '" + name + "'; " + NearMiss.hint(name, names);
                faults.add(new Fault("unknown-attribute", pointer, said));
            } else {
                meant.get()
                        .fault(value)
                        .ifPresent(fault -> faults.add(new Fault("out-of-range", pointer, module + ": " + fault)));
            }
        });
    }
}
