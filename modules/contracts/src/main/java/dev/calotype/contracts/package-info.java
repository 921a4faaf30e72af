/** The contracts of the spi as data: rules that every part of a plugin keeps, closed forms, and who puts parts through them. */
@NullMarked
package dev.calotype.contracts;

import org.jspecify.annotations.NullMarked;
