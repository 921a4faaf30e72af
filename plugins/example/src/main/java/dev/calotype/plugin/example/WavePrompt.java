package dev.calotype.plugin.example;

import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prompt asks for, such as {@code a square wave of 5 cycles}.
 *
 * @param forms those that it names, or all where it names none
 * @param cycles how many in the whole length
 */
record WavePrompt(List<Form> forms, int cycles) {
    private static final Pattern CYCLES = Pattern.compile("(\\d{1,3}) cycles?");
    private static final List<Form> ALL = List.of(Form.values());

    static WavePrompt read(String prompt, int usualCycles) {
        String words = prompt.toLowerCase(Locale.ROOT);
        List<Form> named = ALL.stream()
                .filter(form -> words.contains(form.name().toLowerCase(Locale.ROOT)))
                .toList();
        Matcher cycles = CYCLES.matcher(words);
        return new WavePrompt(
                named.isEmpty() ? ALL : named, cycles.find() ? Integer.parseInt(cycles.group(1)) : usualCycles);
    }

    /** As the network takes it: a 1 for every form that is asked for, and the cycles. */
    Signal signal() {
        float[] values = new float[ALL.size() + 1];
        for (int i = 0; i < ALL.size(); i++) {
            values[i] = forms.contains(ALL.get(i)) ? 1 : 0;
        }
        values[ALL.size()] = cycles;
        return new Signal(values, List.of(values.length));
    }

    /** What a network was given. */
    static WavePrompt of(Signal signal) {
        List<Form> forms = new ArrayList<>();
        for (int i = 0; i < ALL.size(); i++) {
            if (signal.values()[i] > 0) {
                forms.add(ALL.get(i));
            }
        }
        return new WavePrompt(forms, (int) signal.values()[ALL.size()]);
    }
}
