/** Pictures and videos as the bytes of files. */
@NullMarked
package dev.calotype.media;

import org.jspecify.annotations.NullMarked;
