package dev.mettle.cli.run;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.place.CallTrace;
import dev.mettle.vm.place.RulePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words which rules led to an error, or to the end of a run. */
public final class TraceText {

  private static final String ERROR = "Error";
  private static final int WIDTH = 60;

  private final WrittenCalls calls;

  /** About programs of which these texts are at hand. */
  public TraceText(List<SourceText> texts) {
    this.calls = new WrittenCalls(texts);
  }

  /**
   * The lines about an error.
   *
   * @param goal where the {@code !} is that it ended, if it did
   */
  public List<String> ofError(Atom error, CallTrace trace, Optional<SourcePosition> goal) {
    List<String> lines = new ArrayList<>();
    if (!trace.isKnown() && trace.calls().isEmpty()) {
      lines.add("  where it was made is not known: it was stored, or put together of parts, since");
      return lines;
    }
    trace.rule().map(rule -> made(error, rule, trace.isWritten())).ifPresent(lines::add);
    if (!trace.isKnown()) {
      lines.add("  it was stored, or put together of parts, before it came to these calls");
    }
    callers(trace, goal, lines);
    return lines;
  }

  /** The lines about the end of a run. */
  public List<String> ofEnd(CallTrace trace) {
    List<String> lines = new ArrayList<>();
    trace.rule().ifPresent(rule -> lines.add("  it was at work in a rule of " + described(rule)));
    callers(trace, Optional.empty(), lines);
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
    if (!(error instanceof Expression e
        && e.size() > 1
        && e.get(1) instanceof Expression call
        && call.size() > 0)) {
      return "  it arose in the rule of " + described(rule);
    }
    return calls
        .of(call, rule)
        .map(
            place ->
                "  %s was called at %s, in a rule of %s"
                    .formatted(cut(call), place, rule.function()))
        .orElse("  %s was called in the rule of %s".formatted(cut(call), described(rule)));
  }

  private void callers(CallTrace trace, Optional<SourcePosition> goal, List<String> lines) {
    Optional<RulePlace> inner = trace.rule();
    for (CallTrace.Call call : trace.calls()) {
      jump(inner, call.called(), lines);
      RulePlace rule = call.rule();
      Optional<SourcePosition> place =
          call.called().isEmpty() ? Optional.empty() : calls.of(call.called(), rule);
      lines.add(
          place
              .map(at -> "    called at " + at + ", in a rule of " + rule.function())
              .orElse("    called in the rule of " + described(rule)));
      inner = Optional.of(rule);
    }
    if (trace.more()) {
      lines.add("    and so on; only the innermost calls are noted");
    } else if (inner.isPresent() && goal.isPresent()) {
      calls
          .behind(goal.get(), inner.get().function())
          .ifPresentOrElse(
              at -> lines.add("    called at " + at),
              () -> lines.add("    called from " + goal.get()));
    }
  }

  /** Names the function that was called, if what failed is another that it has called last. */
  private static void jump(Optional<RulePlace> inner, String called, List<String> lines) {
    if (inner.isPresent() && !called.isEmpty() && !called.equals(inner.get().function())) {
      lines.add("    reached by last calls from " + called + ", which are not noted");
    }
  }

  private static String described(RulePlace rule) {
    return rule.isWritten() ? (rule.function() + " at " + rule).strip() : rule.function();
  }

  static String cut(Atom atom) {
    String text = AtomPrinter.print(atom);
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
  }
}
