/** A tiny, complete plugin: a sampler, a schedule, a conditioning module, and a model of waves, which are no pictures. */
@NullMarked
package dev.calotype.plugin.example;

import org.jspecify.annotations.NullMarked;
