/**
 * Networks that several plugins and the trainer share, each built from its configuration and its weights.
 *
 * <p>Configurations and weight names are those of a diffusers directory. A network is built from
 * {@link dev.calotype.tensor.Weights}: the same constructor loads a file, makes fresh parameters to train, and tells
 * which parameters a configuration needs. Networks are immutable; the weights own their native memory.
 */
@NullMarked
package dev.calotype.networks;

import org.jspecify.annotations.NullMarked;
