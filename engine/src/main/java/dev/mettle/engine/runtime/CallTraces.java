package dev.mettle.engine.runtime;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.code.link.RulePlaces;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.WaitingRules;
import dev.mettle.vm.place.CallTrace;
import dev.mettle.vm.place.RulePlace;
import dev.mettle.vm.space.RuleCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the places in the texts of rules that were noted on an error, or at the end of a run. */
final class CallTraces {

  private CallTraces() {}

  /** Which rules led to an error. */
  static CallTrace of(Atom error, RulePlaces places) {
    ErrorOrigin last = ErrorOrigin.of(error);
    if (last == null) {
      return CallTrace.UNKNOWN;
    }
    List<CallTrace.Call> calls = new ArrayList<>();
    Optional<RulePlace> made = Optional.empty();
    boolean isKnown = false;
    boolean isWritten = false;
    boolean isArgument = false;
    for (ErrorOrigin at = last; at != null; at = at.inner()) {
      if (at.inner() == null) {
        isKnown = at.isKnown() || isArgument;
        isWritten = at.isWritten() || isArgument;
        made = at.code() == RuleCode.NONE ? made : Optional.of(places.of(at.code(), at.line()));
      } else if (at.calls() <= ErrorOrigin.MOST) {
        RulePlace rule = places.of(at.code(), at.line());
        if (!at.inner().isKnown() && isArgument(at)) {
          isArgument = true;
          made = Optional.of(rule);
        }
        // What the library itself calls is of no interest.
        if (rule.isWritten()) {
          calls.addFirst(new CallTrace.Call(rule, called(at)));
        }
      }
    }
    return new CallTrace(isKnown, made, isWritten, calls, last.calls() > ErrorOrigin.MOST);
  }

  /** Whether an error that ended a call stands in the code of the call as an argument. */
  private static boolean isArgument(ErrorOrigin at) {
    return at.called() == null && at.code().calledAt(at.place()).equals(Symbols.ERROR.name());
  }

  /** Which rules were at work when a run was ended. */
  static CallTrace ofEnd(WaitingRules rules, RulePlaces places) {
    List<CallTrace.Call> calls = new ArrayList<>();
    for (WaitingRules.At at : rules.rules()) {
      RulePlace rule = places.of(at.code(), at.line());
      boolean isTold = !calls.isEmpty() && calls.getLast().rule().equals(rule);
      if ((rule.isWritten() || calls.isEmpty()) && !isTold) {
        calls.add(new CallTrace.Call(rule, ""));
      }
    }
    Optional<RulePlace> working = calls.stream().findFirst().map(CallTrace.Call::rule);
    return new CallTrace(
        true,
        working,
        false,
        calls.subList(Math.min(1, calls.size()), calls.size()),
        rules.hasMore());
  }

  private static String called(ErrorOrigin at) {
    Atom call = at.called();
    String head =
        call == null
            ? at.code().calledAt(at.place())
            : AtomPrinter.print(call instanceof Expression e && e.size() > 0 ? e.get(0) : call);
    // Neither a variable nor the error that was handed on says what was called.
    return head.startsWith("$") || head.equals(Symbols.ERROR.name()) ? "" : head;
  }
}
