package dev.mettle.cli.run;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.place.CallTrace;
import dev.mettle.vm.place.ModuleError;
import dev.mettle.vm.place.RulePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says in words which rules led to an error, or to the end of a run. */
public final class TraceText {

  private static final String ERROR = "Error";
  private static final int WIDTH = 60;

  /** So many functions are named that may have been left out. */
  private static final int LEFT_OUT = 4;

  /** So many modules are named of which each had loaded the next. */
  private static final int MODULES = 8;

  /** What a variable of a rule is called that was renamed when the rule was applied. */
  private static final Pattern RENAMED = Pattern.compile("(\\$[^\\s()\"#]+)#\\d+");

  private final WrittenCalls calls;

  /** About programs of which these texts are at hand. */
  public TraceText(List<SourceText> texts) {
    this.calls = new WrittenCalls(texts);
  }

  /**
   * The lines about an error that an engine gave, those about the module that it has ended among
   * them.
   *
   * @param goal where the {@code !} is that it ended, if it did
   */
  public List<String> ofError(Engine engine, Atom error, Optional<SourcePosition> goal) {
    Optional<ModuleError> ended = engine.moduleErrorOf(error);
    if (ended.isEmpty()) {
      return ofError(error, engine.traceOf(error), goal);
    }
    List<String> lines = new ArrayList<>();
    ModuleError last = ended.get();
    for (int more = MODULES; more > 0; more--) {
      lines.add("  the module ended at " + last.place() + " with " + cut(last.error()));
      if (last.cause().isEmpty()) {
        break;
      }
      last = last.cause().get();
    }
    lines.addAll(ofError(last.error(), engine.traceOf(last.error()), Optional.of(last.place())));
    return lines;
  }

  /**
   * The lines about an error.
   *
   * @param goal where the {@code !} is that it ended, if it did
   */
  private List<String> ofError(Atom error, CallTrace trace, Optional<SourcePosition> goal) {
    List<String> lines = new ArrayList<>();
    Optional<SourcePosition> given =
        trace.isKnown() ? Optional.empty() : goal.flatMap(at -> calls.given(error, at));
    given.ifPresent(place -> lines.add("  it is made at " + place));
    if (!trace.isKnown() && trace.calls().isEmpty()) {
      if (given.isPresent()) {
        return lines;
      }
      lines.add("  where it was made is not known: it was stored, or put together of parts, since");
      return lines;
    }
    trace.rule().map(rule -> made(error, rule, trace.isWritten())).ifPresent(lines::add);
    if (!trace.isKnown() && given.isEmpty()) {
      lines.add("  it was stored, or put together of parts, before it came to these calls");
    }
    callers(trace, failedCall(error), goal, lines);
    return lines;
  }

  /**
   * The lines about the end of a run.
   *
   * @param goal where the {@code !} is that was running, if one was
   */
  public List<String> ofEnd(CallTrace trace, Optional<SourcePosition> goal) {
    List<String> lines = new ArrayList<>();
    trace.rule().ifPresent(rule -> lines.add("  it was at work in a rule of " + described(rule)));
    callers(trace, Optional.empty(), goal, lines);
    return lines;
  }

  private String made(Atom error, RulePlace rule, boolean isWritten) {
    if (!rule.isWritten()) {
      return "  it arose in a rule of " + described(rule);
    }
    if (isWritten) {
      return calls
          .of(ERROR, rule)
          .map(place -> "  it is made at " + place + ", in a rule of " + rule.function())
          .orElse("  it is made in the rule of " + described(rule));
    }
    Optional<Expression> failed = failedCall(error);
    if (failed.isEmpty()) {
      return "  it arose in the rule of " + described(rule);
    }
    Expression call = failed.get();
    return calls
        .of(call, rule)
        .map(
            place ->
                "  %s was called at %s, in a rule of %s"
                    .formatted(cut(call), place, rule.function()))
        .orElse("  %s was called in the rule of %s".formatted(cut(call), described(rule)));
  }

  /** The call that an error is about. */
  private static Optional<Expression> failedCall(Atom error) {
    return error instanceof Expression e
            && e.size() > 1
            && e.get(1) instanceof Expression call
            && call.size() > 0
        ? Optional.of(call)
        : Optional.empty();
  }

  private void callers(
      CallTrace trace,
      Optional<Expression> failed,
      Optional<SourcePosition> goal,
      List<String> lines) {
    String failedHead = failed.map(call -> AtomPrinter.print(call.get(0))).orElse("");
    Optional<RulePlace> inner = trace.rule();
    for (CallTrace.Call call : trace.calls()) {
      RulePlace rule = call.rule();
      String called = call.called();
      if (inner.filter(rule::equals).isPresent()
          && (called.isEmpty() || called.equals(failedHead))) {
        // The very call that has failed.
        continue;
      }
      Optional<SourcePosition> place = Optional.empty();
      if (!called.isEmpty()) {
        inner.ifPresent(at -> jump(at.function(), called, lines));
        place = calls.of(called, rule);
      } else if (inner.isPresent()) {
        String function = inner.get().function();
        Optional<WrittenCalls.Call> led = leading(calls.in(rule), function);
        led.ifPresent(at -> jump(function, at.head(), lines));
        place = led.map(WrittenCalls.Call::place);
      }
      lines.add(
          place
              .map(at -> "    called at " + at + ", in a rule of " + rule.function())
              .orElse("    called in the rule of " + described(rule)));
      inner = Optional.of(rule);
    }
    if (trace.more()) {
      lines.add("    and so on; only the innermost calls are noted");
    } else if (inner.isPresent() && goal.isPresent()) {
      outermost(inner.get().function(), goal.get(), lines);
    }
  }

  /** Says what behind a {@code !} has led to a function. */
  private void outermost(String function, SourcePosition goal, List<String> lines) {
    List<WrittenCalls.Call> behind = calls.behind(goal);
    Optional<WrittenCalls.Call> led =
        behind.size() == 1 ? Optional.of(behind.getFirst()) : leading(behind, function);
    if (led.isPresent()) {
      jump(function, led.get().head(), lines);
      lines.add("    called at " + led.get().place());
      return;
    }
    if (behind.stream().noneMatch(call -> call.head().equals(function))) {
      lines.add("    reached by last calls, which are not noted");
    }
    lines.add("    called from " + goal);
  }

  /** The only one of these calls that can have led to a function; empty if there are several. */
  private Optional<WrittenCalls.Call> leading(List<WrittenCalls.Call> written, String function) {
    List<WrittenCalls.Call> found =
        written.stream().filter(call -> call.head().equals(function)).toList();
    if (found.isEmpty()) {
      CallGraph graph = calls.graph();
      found = written.stream().filter(call -> graph.leads(call.head(), function)).toList();
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Names the function that was called, if what failed is another that it has called last. */
  private void jump(String inner, String called, List<String> lines) {
    // A rule whose head is a variable or an expression is found by any call that it fits.
    if (!called.equals(inner) && !inner.startsWith("$") && !inner.startsWith("(")) {
      Set<String> between = calls.graph().between(called, inner);
      String through =
          between.isEmpty() || between.size() > LEFT_OUT
              ? ""
              : ", perhaps through " + String.join(", ", between);
      lines.add("    reached by last calls from " + called + through + ", which are not noted");
    }
  }

  private static String described(RulePlace rule) {
    return rule.isWritten() ? (rule.function() + " at " + rule).strip() : rule.function();
  }

  static String cut(Atom atom) {
    String text = RENAMED.matcher(AtomPrinter.print(atom)).replaceAll("$1");
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
  }
}
