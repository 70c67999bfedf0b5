/** The ways to show a report: as text, as JUnit XML, as a page. */
@NullMarked
package dev.mettle.conformance.report;

import org.jspecify.annotations.NullMarked;
