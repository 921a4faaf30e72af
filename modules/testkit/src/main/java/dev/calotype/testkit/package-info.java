/** What tests of several modules share: golden numbers, closed forms and contract tests. */
@NullMarked
package dev.calotype.testkit;

import org.jspecify.annotations.NullMarked;
