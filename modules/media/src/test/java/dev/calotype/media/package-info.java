@NullMarked
package dev.calotype.media;

import org.jspecify.annotations.NullMarked;
