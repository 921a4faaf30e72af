@NullMarked
package dev.calotype.testkit;

import org.jspecify.annotations.NullMarked;
