package dev.calotype.networks;

import dev.calotype.spi.Insert;
import dev.calotype.spi.Signal;
import java.util.List;

/**
 * Feature maps that are added to a row's own, times the strength, where each level of the way down has ended, finest first
 * (Mou et al. 2023, arXiv:2302.08453, equation 2). As in the reference a level with attention takes its map before it halves,
 * a level without after; a map that is left over is added after the middle if it is of the middle's size.
 *
 * @param maps each C×H×W
 */
public record FeaturesInsert(List<Signal> maps) implements Insert {
    /** Copies the list. */
    public FeaturesInsert {
        maps = List.copyOf(maps);
    }
}
