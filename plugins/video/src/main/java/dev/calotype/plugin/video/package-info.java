/** Motion modules as conditioning modules. */
@NullMarked
package dev.calotype.plugin.video;

import org.jspecify.annotations.NullMarked;
