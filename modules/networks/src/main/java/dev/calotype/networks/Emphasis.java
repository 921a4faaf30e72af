package dev.calotype.networks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads emphasis as users of AUTOMATIC1111's web interface write it: {@code (text)} weighs 1.1 times as much,
 * {@code [text]} 1/1.1 times, {@code (text:1.3)} 1.3 times; brackets nest, {@code \(} is a bracket in the text, and one
 * that is never closed reaches to the end.
 */
final class Emphasis {
    private static final double STEP = 1.1;
    private static final Pattern EXPLICIT = Pattern.compile(":\\s*([+-]?[0-9]*\\.?[0-9]+)\\s*\\)");

    private final List<Fragment> fragments = new ArrayList<>();
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    /**
     * A stretch of text whose words weigh the same.
     *
     * @param text as it was written, without the brackets that gave the weight
     * @param weight 1 is none
     */
    record Fragment(String text, double weight) {}

    private Emphasis() {}

    /** The stretches of a prompt, in order; an empty prompt has one, which is empty. */
    static List<Fragment> parse(String prompt) {
        var parsed = new Emphasis();
        Matcher explicit = EXPLICIT.matcher(prompt);
        int at = 0;
        while (at < prompt.length()) {
            boolean weighs = prompt.charAt(at) == ':' && !parsed.round.isEmpty();
            if (weighs && explicit.region(at, prompt.length()).lookingAt()) {
                parsed.close(parsed.round, Double.parseDouble(explicit.group(1)));
                at = explicit.end();
            } else {
                at += parsed.take(prompt, at);
            }
        }
        return parsed.end();
    }

    /** Takes what stands at a place; gives how many characters that were. */
    private int take(String prompt, int at) {
        char sign = prompt.charAt(at);
        boolean escapes = sign == '\\' && at + 1 < prompt.length() && "()[]\\".indexOf(prompt.charAt(at + 1)) >= 0;
        if (escapes) {
            text.append(prompt.charAt(at + 1));
            return 2;
        }
        switch (sign) {
            case '(' -> open(round);
            case '[' -> open(square);
            case ')' -> closeOrKeep(round, STEP, sign);
            case ']' -> closeOrKeep(square, 1 / STEP, sign);
            default -> text.append(sign);
        }
        return 1;
    }

    private void open(Deque<Integer> brackets) {
        flush();
        brackets.push(fragments.size());
    }

    private void closeOrKeep(Deque<Integer> brackets, double factor, char sign) {
        if (brackets.isEmpty()) {
            text.append(sign);
        } else {
            close(brackets, factor);
        }
    }

    private void close(Deque<Integer> brackets, double factor) {
        flush();
        for (int i = brackets.pop(); i < fragments.size(); i++) {
            Fragment fragment = fragments.get(i);
            fragments.set(i, new Fragment(fragment.text(), fragment.weight() * factor));
        }
    }

    private void flush() {
        if (!text.isEmpty()) {
            fragments.add(new Fragment(text.toString(), 1));
            text.setLength(0);
        }
    }

    private List<Fragment> end() {
        flush();
        while (!round.isEmpty()) {
            close(round, STEP);
        }
        while (!square.isEmpty()) {
            close(square, 1 / STEP);
        }
        var merged = new ArrayList<Fragment>();
        for (Fragment next : fragments) {
            Fragment last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.weight() == next.weight()) {
                merged.set(merged.size() - 1, new Fragment(last.text() + next.text(), next.weight()));
            } else {
                merged.add(next);
            }
        }
        return merged.isEmpty() ? List.of(new Fragment("", 1)) : merged;
    }
}
