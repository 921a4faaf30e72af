package dev.calotype.plugin.example;

import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a prompt asks for: {@code a square wave of 5 cycles}. Forms that it names, or all where it names none.
 *
 * @param wanted which of the {@link Form}s, in their order
 * @param cycles how many in the whole length
 */
record WavePrompt(List<Boolean> wanted, int cycles) {
    private static final Pattern CYCLES = Pattern.compile("(\\d{1,3}) cycles?");

    static WavePrompt read(String prompt, int usualCycles) {
        String words = prompt.toLowerCase(Locale.ROOT);
        List<Boolean> named = List.of(Form.values()).stream()
                .map(form -> words.contains(form.name().toLowerCase(Locale.ROOT)))
                .toList();
        Matcher cycles = CYCLES.matcher(words);
        return new WavePrompt(
                named.contains(true) ? named : named.stream().map(no -> true).toList(),
                cycles.find() ? Integer.parseInt(cycles.group(1)) : usualCycles);
    }

    /** As the network takes it. */
    Signal signal() {
        float[] values = new float[wanted.size() + 1];
        for (int i = 0; i < wanted.size(); i++) {
            values[i] = wanted.get(i) ? 1 : 0;
        }
        values[wanted.size()] = cycles;
        return new Signal(values, List.of(values.length));
    }

    /** What a network was given. */
    static WavePrompt of(Signal signal) {
        int forms = signal.values().length - 1;
        return new WavePrompt(
                IntStream.range(0, forms).mapToObj(i -> signal.values()[i] > 0).toList(), (int) signal.values()[forms]);
    }
}
