@NullMarked
package dev.calotype.plugin.samplers;

import org.jspecify.annotations.NullMarked;
