package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.NotCoveredException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;

/** Asks a backend for the class of a unit, without running it. */
final class ClassRequests {

  static final String PACKAGE = UnitBench.class.getPackageName();

  private ClassRequests() {}

  /** A request for a class of no special name. */
  static UnitRequest request(String text, Version version) {
    return new UnitRequest(
        ClassDesc.of(PACKAGE + ".Unit"),
        UnitBench.of(text).functions(),
        version,
        true,
        CompileLimits.DEFAULT);
  }

  /** Compiles a unit; what the backend declines is not covered. */
  static UnitOutcome.Compiled compile(
      UnitTrials trials, String text, Version version, String name, CompileLimits limits) {
    UnitRequest request =
        new UnitRequest(ClassDesc.of(name), UnitBench.of(text).functions(), version, true, limits);
    return switch (trials.backend().compile(request)) {
      case UnitOutcome.Compiled compiled -> compiled;
      case UnitOutcome.Declined declined ->
          throw new NotCoveredException("declined: " + declined.detail());
    };
  }

  /** The same with a name and limits that are not special. */
  static UnitOutcome.Compiled compile(UnitTrials trials, String text, Version version) {
    return compile(trials, text, version, PACKAGE + ".Unit", CompileLimits.DEFAULT);
  }

  /** What a class file says. */
  static ClassModel model(UnitOutcome.Compiled compiled) {
    return ClassFile.of().parse(compiled.classFile());
  }
}
