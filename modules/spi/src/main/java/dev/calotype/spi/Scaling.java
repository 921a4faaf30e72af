package dev.calotype.spi;

/**
 * How a network's answer becomes the denoised latent: {@code denoised = skip·x + out·network(in·x, time)}
 * (Karras et al. 2022, arXiv:2206.00364, equation 7).
 */
public record Scaling(double in, double skip, double out) {}
