package dev.calotype.testkit;

/**
 * A way in which a sampler breaks the contract.
 *
 * @param sampler the candidate's name
 * @param rule the rule that it breaks, as a sentence
 * @param process on which kind of process
 * @param text what was found
 */
public record Finding(String sampler, String rule, ProcessKind process, String text) {
    @Override
    public String toString() {
        return "sampler '" + sampler + "' on a " + process.name().toLowerCase(java.util.Locale.ROOT) + " process: "
                + text + " (" + rule + ")";
    }
}
