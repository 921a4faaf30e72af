@NullMarked
package dev.calotype.plugin.ipadapter;

import org.jspecify.annotations.NullMarked;
