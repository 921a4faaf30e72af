/** Tests of the job's records and JSON forms. */
@NullMarked
package dev.calotype.jobs;

import org.jspecify.annotations.NullMarked;
