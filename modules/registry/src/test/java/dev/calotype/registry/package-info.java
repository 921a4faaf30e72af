@NullMarked
package dev.calotype.registry;

import org.jspecify.annotations.NullMarked;
