@NullMarked
package dev.calotype.engine;

import org.jspecify.annotations.NullMarked;
