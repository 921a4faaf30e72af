@NullMarked
package dev.calotype.plugin.controlnet;

import org.jspecify.annotations.NullMarked;
