package dev.calotype.contracts;

import java.util.List;
import java.util.function.Function;

/**
 * A rule that every part of one kind keeps.
 *
 * @param <T> what is looked at
 * @param sentence the rule as a sentence
 * @param look how it is broken, a sentence each; empty where it is kept. What a part throws meanwhile is a fault too
 */
public record Rule<T>(String sentence, Function<T, List<String>> look) {}
