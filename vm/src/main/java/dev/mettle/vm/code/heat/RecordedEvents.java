package dev.mettle.vm.code.heat;

import dev.mettle.vm.code.FunctionTally;
import dev.mettle.vm.tier.UnitVerdict;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Events for Flight Recorder. As long as nobody has asked for a recording an event costs a look at
 * a flag: the classes of the events are not touched before, since the first of them makes the JVM
 * set up the recorder, which takes 0.2 s.
 */
final class RecordedEvents implements TierEvents {

  /** Flight Recorder, where the JVM has it; nobody else. */
  static TierEvents ofThisJvm() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
        ? new RecordedEvents()
        : new TierEvents() {
          @Override
          public void compiled(String function, UnitVerdict.Installed unit) {}

          @Override
          public void declined(String function, String reason) {}

          @Override
          public void left(String function, String reason) {}

          @Override
          public void invalidated(String function) {}
        };
  }

  /** What all events have in common. */
  @Category({"Mettle", "Tiers"})
  @StackTrace(false)
  abstract static class OfFunction extends Event {
    @Label("Function")
    String function = "";
  }

  @Name("mettle.FunctionCompiled")
  @Label("Function Compiled")
  @Description("A hot function was compiled, together with those that it calls")
  static final class Compiled extends OfFunction {
    @Label("Version")
    String version = "";

    @Label("Backend")
    String backend = "";

    @Label("Class Size")
    @DataAmount
    long bytes;

    @Label("Compile Time")
    @Timespan(Timespan.NANOSECONDS)
    long nanos;
  }

  @Name("mettle.FunctionDeclined")
  @Label("Function Declined")
  @Description("A hot function stays interpreted")
  static final class Declined extends OfFunction {
    @Label("Reason")
    String reason = "";
  }

  @Name("mettle.CodeLeft")
  @Label("Compiled Code Left")
  @Description("Compiled code left the rest to the interpreter")
  static final class Left extends OfFunction {
    @Label("Reason")
    String reason = "";
  }

  @Name("mettle.CodeInvalidated")
  @Label("Compiled Code Invalidated")
  @Description("What compiled code relied on has changed")
  static final class Invalidated extends OfFunction {}

  @Override
  public void compiled(String function, UnitVerdict.Installed unit) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    Compiled event = new Compiled();
    if (event.shouldCommit()) {
      event.function = function;
      event.version = FunctionTally.describe(unit.entries().getFirst());
      event.backend = unit.backend();
      event.bytes = unit.classBytes();
      event.nanos = unit.nanos();
      event.commit();
    }
  }

  @Override
  public void declined(String function, String reason) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    Declined event = new Declined();
    if (event.shouldCommit()) {
      event.function = function;
      event.reason = reason;
      event.commit();
    }
  }

  @Override
  public void left(String function, String reason) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    Left event = new Left();
    if (event.shouldCommit()) {
      event.function = function;
      event.reason = reason;
      event.commit();
    }
  }

  @Override
  public void invalidated(String function) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    Invalidated event = new Invalidated();
    if (event.shouldCommit()) {
      event.function = function;
      event.commit();
    }
  }
}
