@NullMarked
package dev.calotype.embedded;

import org.jspecify.annotations.NullMarked;
