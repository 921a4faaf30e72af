/** The Stable Diffusion family: text-conditioned latent diffusion with a U-Net, from a diffusers directory. */
@NullMarked
package dev.calotype.plugin.stablediffusion;

import org.jspecify.annotations.NullMarked;
