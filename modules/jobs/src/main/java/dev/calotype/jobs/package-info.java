/**
 * The job: what is asked, its life, the store's contract, its JSON form and the events that tell of it.
 *
 * <p>Everything here is immutable data or a pure function, safe for any thread; {@link dev.calotype.jobs.JobStore} is
 * the one door to what lasts.
 */
@NullMarked
package dev.calotype.jobs;

import org.jspecify.annotations.NullMarked;
