/** ControlNets as conditioning modules, and what makes hints of pictures. */
@NullMarked
package dev.calotype.plugin.controlnet;

import org.jspecify.annotations.NullMarked;
