@NullMarked
package dev.calotype.schedulers;

import org.jspecify.annotations.NullMarked;
