package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.spi.UnitOutcome;
import java.util.List;

/** What the translator made of a unit. */
public sealed interface UnitTranslation {

  /**
   * A class to assemble.
   *
   * @param type the class
   * @param entries the ways in
   * @param resumes where frames go on
   * @param classData the objects that its static initialiser takes
   */
  record Translated(
      JvmClass type,
      List<UnitOutcome.Entry> entries,
      List<UnitOutcome.Resume> resumes,
      List<Object> classData)
      implements UnitTranslation {}

  /**
   * A refusal.
   *
   * @param outcome what to answer
   */
  record Refused(UnitOutcome.Declined outcome) implements UnitTranslation {}
}
