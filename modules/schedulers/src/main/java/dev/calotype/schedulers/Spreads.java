package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;
import java.util.Optional;

/** The curves along which a configuration may spread its levels, by the field that asks for each. */
final class Spreads {
    private static final Map<String, String> FIELDS = Map.of(
            "use_karras_sigmas", "karras",
            "use_exponential_sigmas", "exponential",
            "use_beta_sigmas", "beta",
            "use_lu_lambdas", "exponential");

    private Spreads() {}

    /** The schedule that a configuration names; empty where its levels lie at times of the table. */
    static Optional<String> named(ConfigReader json) {
        var asked = FIELDS.keySet().stream()
                .sorted()
                .filter(field -> json.flag(field, false))
                .toList();
        if (asked.size() > 1) {
            json.fault(asked.get(1), "and " + asked.getFirst() + " are both true; only one can be");
        }
        return asked.stream().findFirst().map(FIELDS::get);
    }
}
