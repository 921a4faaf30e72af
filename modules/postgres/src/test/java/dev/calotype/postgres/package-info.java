/** The contract of job stores, held against Postgres. */
@NullMarked
package dev.calotype.postgres;

import org.jspecify.annotations.NullMarked;
