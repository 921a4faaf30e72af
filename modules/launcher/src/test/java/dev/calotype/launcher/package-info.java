@NullMarked
package dev.calotype.launcher;

import org.jspecify.annotations.NullMarked;
