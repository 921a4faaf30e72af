package dev.calotype.networks;

import dev.calotype.spi.Insert;
import dev.calotype.spi.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that modulate a row's features after layers (FiLM: Perez et al. 2018, arXiv:1709.07871, equations 1 and 2), or join
 * the embedding of its time, which blocks of {@code scale_shift} read as scales and shifts of their norms (AdaLN: Peebles and
 * Xie 2023, arXiv:2212.09748, section 3.2). At strength s features become (1 + s(γ − 1))x + sβ, and the embedding gets s times
 * what joins it. On the host; depends on neither noise nor time.
 *
 * @param places at most one a place
 * @param time what joins the embedding of the time before its activation, as long as that is; or null
 */
public record ModulationInsert(
        List<Modulation> places, @Nullable Signal time) implements Insert {
    /** Copies the list. */
    public ModulationInsert {
        places = List.copyOf(places);
    }
}
