@NullMarked
package dev.calotype.networks;

import org.jspecify.annotations.NullMarked;
