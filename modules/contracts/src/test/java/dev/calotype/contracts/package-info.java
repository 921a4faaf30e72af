@NullMarked
package dev.calotype.contracts;

import org.jspecify.annotations.NullMarked;
