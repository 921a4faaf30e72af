package dev.calotype.networks;

import dev.calotype.spi.Insert;
import dev.calotype.spi.Signal;

/**
 * Further tokens that a row's cross-attentions read with keys and values of their own; what they give is added, times the
 * strength, to what the context gives (Ye et al. 2023, arXiv:2308.06721, equation 6).
 *
 * @param maps to keys and values; owned by whoever loaded them, who must outlive the call
 * @param tokens T×contextSize
 */
public record AttentionInsert(AttentionMaps maps, Signal tokens) implements Insert {}
