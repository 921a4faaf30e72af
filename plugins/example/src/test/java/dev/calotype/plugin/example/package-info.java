@NullMarked
package dev.calotype.plugin.example;

import org.jspecify.annotations.NullMarked;
