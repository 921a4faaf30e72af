@NullMarked
package dev.calotype.server;

import org.jspecify.annotations.NullMarked;
