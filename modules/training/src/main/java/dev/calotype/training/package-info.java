/**
 * Makes the starter models: procedural worlds with their captions and checkers, losses, optimisers, and the trainers.
 *
 * <p>A world draws its own examples from a seed, so that a model can be trained, judged and trained again anywhere.
 */
@NullMarked
package dev.calotype.training;

import org.jspecify.annotations.NullMarked;
