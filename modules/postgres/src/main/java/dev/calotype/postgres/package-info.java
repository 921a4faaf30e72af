/** The job store over JDBC on Postgres, and its migrations. */
@NullMarked
package dev.calotype.postgres;

import org.jspecify.annotations.NullMarked;
