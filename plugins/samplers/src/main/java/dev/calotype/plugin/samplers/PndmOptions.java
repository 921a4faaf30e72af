package dev.calotype.plugin.samplers;

/**
 * Options of {@link Plms} and {@link Pndm}.
 *
 * @param combines which of the network's answers are combined
 * @param wholeStride whether each step goes ⌊T/n⌋ entries of the model's table of T, wherever the network is asked next
 * @param skipped how many evaluations of a longer walk lie before this one; if any, {@link Plms} does not ask again where it
 *     makes its first step twice, but goes on at the level after, as the reference does from the middle of a walk
 */
public record PndmOptions(Answer combines, boolean wholeStride, int skipped) {
    static PndmOptions usual() {
        return new PndmOptions(Answer.NOISE, false, 0);
    }
}
