/** Vectors of named numbers that modulate a network: FiLM and AdaLN. */
@NullMarked
package dev.calotype.plugin.attributes;

import org.jspecify.annotations.NullMarked;
