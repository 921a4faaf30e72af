package dev.calotype.launcher;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables of the environment in the values of a configuration, such as {@code ${HOSTNAME}}. */
final class Variables {
    private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private Variables() {}

    /** The value with its variables filled in; one that is not set is a fault, which does not tell the value: it may be secret. */
    static String filled(String key, String value, Map<String, String> environment, List<String> faults) {
        return NAMED.matcher(value).replaceAll(found -> {
            String variable = environment.get(found.group(1));
            if (variable == null) {
                faults.add("'" + key + "' names the variable " + found.group(1)
                        + ", which is not set in the environment; set it, or write the value itself");
                return Matcher.quoteReplacement(found.group());
            }
            return Matcher.quoteReplacement(variable);
        });
    }
}
