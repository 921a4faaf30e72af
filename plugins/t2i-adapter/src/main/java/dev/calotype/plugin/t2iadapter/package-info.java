/** Hints for the way down of a U-Net: T2I-Adapters. */
@NullMarked
package dev.calotype.plugin.t2iadapter;

import org.jspecify.annotations.NullMarked;
