package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.asking;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.layouts;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static dev.mettle.conformance.FaultyBackend.resumes;
import static dev.mettle.conformance.FaultyBackend.slots;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FrameLayout.Slot;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.UnitOutcome.Resume;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/** Faults of captured frames. */
final class FrameFaults {

  private FrameFaults() {}

  private static FrameLayout with(FrameLayout l, int offset, boolean waits, LeaveReason reason) {
    return new FrameLayout(l.code(), offset, waits, reason, l.slots());
  }

  private static Backend reasonFor(LeaveReason one, LeaveReason other) {
    return layouts(l -> l.reason() == one && !l.waits() ? with(l, l.irOffset(), false, other) : l);
  }

  private static Backend asIntegers(Lane lane) {
    return slots(
        s ->
            s.stream()
                .map(x -> x.lane() == lane ? new Slot(x.isLocal(), x.index(), Lane.LONG) : x)
                .toList());
  }

  /** Exchanges the indexes of the first two slots of a lane among locals, or operands. */
  private static List<Slot> exchange(List<Slot> slots, boolean locals) {
    List<Slot> changed = new ArrayList<>(slots);
    for (int i = 0; i < slots.size(); i++) {
      for (int j = i + 1; j < slots.size(); j++) {
        Slot a = slots.get(i);
        Slot b = slots.get(j);
        if (a.isLocal() == locals && b.isLocal() == locals && a.lane() == b.lane()) {
          changed.set(i, new Slot(locals, b.index(), a.lane()));
          changed.set(j, new Slot(locals, a.index(), b.lane()));
          return changed;
        }
      }
    }
    return changed;
  }

  static List<Fault> frames() {
    return List.of(
        fault(
            "captured locals are exchanged",
            slots(s -> exchange(s, true)),
            "unit/every way/lists",
            "a captured frame holds"),
        fault(
            "captured operands are exchanged",
            slots(s -> exchange(s, false)),
            "unit/values/sub/LONG LONG",
            "code leaves for the true reason"),
        fault(
            "no locals are captured",
            slots(s -> s.stream().filter(slot -> !slot.isLocal()).toList()),
            "unit/every way/fib of integers",
            "a captured frame holds"),
        fault(
            "frames go on behind the instruction",
            layouts(l -> l.waits() ? l : with(l, l.irOffset() + 1, false, l.reason())),
            "unit/every way/beyond 64 bits",
            "code leaves for the true reason"),
        fault(
            "frames go on before the instruction",
            layouts(
                l ->
                    l.waits() || l.irOffset() == 0
                        ? l
                        : with(l, l.irOffset() - 1, false, l.reason())),
            "unit/values/add/LONG LONG",
            "true reason"),
        fault(
            "frames that wait make the call again",
            layouts(l -> with(l, l.irOffset(), false, l.reason())),
            "unit/every way/effects under operands",
            "a captured frame holds"),
        fault(
            "frames that wait go on one instruction later",
            layouts(l -> l.waits() ? with(l, l.irOffset() + 1, true, l.reason()) : l),
            "unit/every way/sum",
            "a captured frame holds"),
        fault(
            "floats are captured as integers",
            asIntegers(Lane.DOUBLE),
            "unit/every way/effects under floats",
            "a captured frame holds"),
        fault(
            "Bools are captured as integers",
            asIntegers(Lane.BOOLEAN),
            "unit/parameters/1 in lane BOOLEAN",
            "frames of many values"),
        fault(
            "a range is taken for a kind",
            reasonFor(LeaveReason.INTEGER_RANGE, LeaveReason.ARGUMENT_KIND),
            "unit/every way/beyond 64 bits",
            "true reason"),
        fault(
            "a kind is taken for a range",
            reasonFor(LeaveReason.ARGUMENT_KIND, LeaveReason.INTEGER_RANGE),
            "unit/values/add/LONG REFERENCE",
            "true reason"),
        fault(
            "rules are taken for assumptions",
            reasonFor(LeaveReason.RULES, LeaveReason.INVALIDATED),
            "unit/changes/rules change before a self call",
            "RULES at TAIL_CALL"),
        fault(
            "assumptions are taken for rules",
            reasonFor(LeaveReason.INVALIDATED, LeaveReason.RULES),
            "unit/changes/an assumption breaks",
            "INVALIDATED at GUARD"),
        fault(
            "evaluation is taken for a poll",
            reasonFor(LeaveReason.EVALUATION, LeaveReason.POLL),
            "unit/every way/a value to evaluate",
            "true reason"),
        fault(
            "errors are taken for evaluation",
            reasonFor(LeaveReason.ERROR, LeaveReason.EVALUATION),
            "unit/every way/an error",
            "true reason"),
        fault(
            "another type is taken for a poll",
            reasonFor(LeaveReason.EXPECTED_TYPE, LeaveReason.POLL),
            "unit/every way/fib against another type",
            "true reason"),
        fault(
            "frames go on with results in another lane",
            resumes(
                (r, first) ->
                    new Resume(
                        r.layout(),
                        r.target(),
                        r.delivered(),
                        r.result() == Lane.LONG ? Lane.DOUBLE : r.result(),
                        r.method())),
            "unit/every way/sum",
            "gives what its code says"),
        fault(
            "frames go on in another method",
            resumes(
                (r, first) ->
                    new Resume(r.layout(), r.target(), r.delivered(), r.result(), first.method())),
            "unit/every way/lists",
            "did not end within"),
        fault(
            "expressions of a size share their children",
            SharedArrays.of(ClassDesc.of("dev.mettle.ir.atom.Atom")),
            "vector/make_expr/two of one size",
            "expected ((1 1 2 2) (2 1 2 1) 0)"),
        fault(
            "code guesses whatever it is asked",
            asking(
                r -> new UnitRequest(r.className(), r.functions(), r.wanted(), true, r.limits())),
            "unit/without guesses/add",
            "does not leave for a kind"),
        fault(
            "operations share one array of operands",
            SharedArrays.of(ClassDesc.of("dev.mettle.ir.atom.Atom")),
            "unit/instructions/operations get arrays of their own",
            "the array of a call belongs to it"),
        fault(
            "the operands of an operation are overwritten when it returns",
            calls(
                "operate",
                (code, call) -> {
                  int expected = code.allocateLocal(TypeKind.REFERENCE);
                  int operands = code.allocateLocal(TypeKind.REFERENCE);
                  code.astore(expected).dup().astore(operands).aload(expected).with(call);
                  code.aload(operands).iconst_0().aload(expected).aastore();
                }),
            "unit/instructions/operations get arrays of their own",
            "the array of a call belongs to it"),
        fault(
            "code leaves at each poll, asked or not",
            replacing(
                InvokeInstruction.class,
                call -> call.name().equalsString("mayCall") || call.name().equalsString("mayTurn"),
                (code, call) -> {
                  for (int i = 0; i <= call.typeSymbol().parameterCount(); i++) {
                    code.pop();
                  }
                  code.iconst_0();
                }),
            "unit/every way/sum",
            "true reason"));
  }
}
