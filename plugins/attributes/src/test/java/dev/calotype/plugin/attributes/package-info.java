@NullMarked
package dev.calotype.plugin.attributes;

import org.jspecify.annotations.NullMarked;
