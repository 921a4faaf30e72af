/** Reads the configuration files that models come with, noting every fault instead of stopping at the first. */
@NullMarked
package dev.calotype.configs;

import org.jspecify.annotations.NullMarked;
