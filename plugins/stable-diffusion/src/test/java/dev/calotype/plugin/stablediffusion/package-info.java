@NullMarked
package dev.calotype.plugin.stablediffusion;

import org.jspecify.annotations.NullMarked;
