@NullMarked
package dev.calotype.plugin.t2iadapter;

import org.jspecify.annotations.NullMarked;
