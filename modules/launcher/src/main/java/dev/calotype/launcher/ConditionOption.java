package dev.calotype.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conditioning module as the command line names it: {@code NAME[/PREPROCESSOR][=FILE][:STRENGTH]}.
 *
 * @param name the module's name
 * @param preprocess what makes its hint of the picture, or null
 * @param file the picture, or null
 * @param strength how strongly it conditions
 */
record ConditionOption(
        String name, @Nullable String preprocess, @Nullable String file, double strength) {
    private static final Pattern FORM =
            Pattern.compile("([^=:/]+)(?:/([a-z-]+))?(?:=(.+?))?(?::(-?[0-9]+(?:\\.[0-9]+)?))?");

    /** Reads what was given; says what is wrong with it. */
    static ConditionOption of(String given) {
        Matcher form = FORM.matcher(given);
        if (!form.matches()) {
            throw new Complaint("--condition is '" + given
                    + "'; it is a module's name, and if wanted a preprocessor, a picture and a strength, such as"
                    + " outlines/canny=house.png:0.8");
        }
        String strength = form.group(4);
        return new ConditionOption(
                String.valueOf(form.group(1)),
                form.group(2),
                form.group(3),
                strength == null ? 1 : Double.parseDouble(strength));
    }

    /** Adds it to a job; the file is sent to the farm first. */
    void addTo(ObjectNode job, FarmClient farm) {
        ObjectNode json =
                job.withArray("conditioners").addObject().put("name", name).put("strength", strength);
        if (file != null) {
            json.put("image", PictureOptions.sent(file, farm));
        }
        if (preprocess != null) {
            json.putObject("options").put("preprocess", preprocess);
        }
    }
}
