/** Pictures as prompts: IP-Adapters. */
@NullMarked
package dev.calotype.plugin.ipadapter;

import org.jspecify.annotations.NullMarked;
