package dev.mettle.benchmarks.command;

import dev.mettle.benchmarks.expression.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured by itself. */
enum Group {
  /** Expressions of stage 1, and what a whole process costs. */
  STAGE_1,
  /** Expressions of stage 2. */
  STAGE_2,
  /** Whole programs. */
  PROGRAMS,
  /** Hot code, against Java and another build. */
  HOT,
  /** What compilation costs, and when it pays. */
  COSTS;

  /** The name on the command line, and of the page. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The families of its expressions. */
  List<Family> families() {
    return Arrays.stream(Family.values()).filter(family -> family.stage() == stage()).toList();
  }

  private int stage() {
    return switch (this) {
      case STAGE_1 -> 1;
      case STAGE_2 -> 2;
      case PROGRAMS, HOT, COSTS -> 0;
    };
  }

  @Override
  public String toString() {
    return label();
  }
}
