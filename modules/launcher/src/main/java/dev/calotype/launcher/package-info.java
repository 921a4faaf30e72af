/** The command line: the only place that sees every module. */
@NullMarked
package dev.calotype.launcher;

import org.jspecify.annotations.NullMarked;
