/** What is installed: plugins, each in a class loader of its own, and the models they can load. */
@NullMarked
package dev.calotype.registry;

import org.jspecify.annotations.NullMarked;
