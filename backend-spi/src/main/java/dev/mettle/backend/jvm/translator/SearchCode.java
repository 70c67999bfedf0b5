package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.function.Instruction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Alternatives. A function that may give several values makes a frame before each call that may do
 * so, and where its own alternatives part. The first value comes back in the ordinary way; all
 * others go to the frame, from which compiled code goes on as often as it has to.
 */
final class SearchCode {

  private static final int WAITING = -2;

  private final MethodWriter method;
  private final Blocks blocks;
  private final CodeBuilder code;

  SearchCode(MethodWriter method, Blocks blocks) {
    this.method = method;
    this.blocks = blocks;
    this.code = method.code();
  }

  // ------------------------------------------------------------------ alternatives

  void fork(Instruction instruction) {
    FrameLayout layout = layout();
    method.loadContext();
    pushForkFrame(layout, contents(method.offset()));
    method.invoke("fork", UnitTypes.TAKE_FRAME);
    for (int i = 1; i < instruction.immediateCount(); i++) {
      method.goesOn(layout, i, instruction.immediate(i));
    }
    code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(0)));
    method.endFlow();
  }

  /** Gathers results: once there are no more, the code goes on at the target with all of them. */
  void collect(Instruction instruction) {
    FrameLayout layout = layout();
    method.goesOnWith(layout, instruction.immediate(1), Lane.REFERENCE);
    begin("collect", layout, instruction.immediate(0));
  }

  void gather(Instruction instruction) {
    Value result = method.state().pop();
    method.loadContext();
    method.load(method.state().local(instruction.immediate(0)), Lane.OBJECT);
    method.load(result, Lane.REFERENCE);
    method.invoke("gather", UnitTypes.TAKE_RESULT);
    code.branch(JvmBranch.GOTO, method.exits().nothing());
    method.endFlow();
  }

  void ifNoResult(Instruction instruction) {
    FrameLayout layout = layout();
    method.goesOn(layout, 1, instruction.immediate(1));
    begin("softCut", layout, instruction.immediate(0));
  }

  private void begin(String what, FrameLayout layout, int local) {
    method.loadContext();
    pushFrame(layout, contents(method.offset()));
    method.invoke(what, UnitTypes.FRAME_TO_OBJECT);
    method.storeAt(local, Lane.OBJECT);
  }

  void hasResult(Instruction instruction) {
    method.loadContext();
    method.load(method.state().local(instruction.immediate(0)), Lane.OBJECT);
    method.invoke("hasResult", UnitTypes.TAKE_OBJECT);
  }

  void beginAlternatives(Instruction instruction) {
    method.loadContext();
    method.invoke("barrier", UnitTypes.TO_OBJECT);
    method.storeAt(instruction.immediate(0), Lane.OBJECT);
  }

  /** An error that may have to wait is left to the interpreter. */
  void endAlternatives(Instruction instruction) {
    Value value = method.state().fromTop(0);
    method.loadContext();
    method.load(method.state().local(instruction.immediate(0)), Lane.OBJECT);
    if (value.lane() != Lane.REFERENCE) {
      method.invoke("pass", UnitTypes.TAKE_OBJECT);
      return;
    }
    method.load(value, Lane.REFERENCE);
    method.invoke("passes", UnitTypes.PASSES);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.ERROR));
  }

  // ------------------------------------------------------------------ calls

  /**
   * Makes the frame that waits for a call of the present instruction, with the present state.
   *
   * @return its layout
   */
  FrameLayout await() {
    FrameContents contents = contents(method.offset() + 1);
    FrameLayout layout = layout(method.offset(), contents, true);
    method.loadContext();
    pushFrame(layout, contents);
    method.invoke("await", UnitTypes.FRAME_TO_FRAME);
    code.store(JvmType.REFERENCE, method.slots().home(WAITING, Lane.REFERENCE));
    return layout;
  }

  /** Pushes the frame that waits. */
  void loadWaiting() {
    code.load(JvmType.REFERENCE, method.slots().home(WAITING, Lane.REFERENCE));
  }

  /** Takes the first value of a call from the stack of the JVM as the next operand. */
  void arrive(Lane lane) {
    if (lane == Lane.REFERENCE) {
      Value.Stored value = method.scratch(Lane.REFERENCE);
      method.loadContext();
      loadWaiting();
      method.load(value, Lane.REFERENCE);
      method.invoke("arrive", UnitTypes.ARRIVE);
      method.result(Lane.REFERENCE);
      method.load(method.state().fromTop(0), Lane.REFERENCE);
      code.branch(JvmBranch.IFNULL, method.exits().nothing());
    } else {
      method.result(lane);
      method.loadContext();
      loadWaiting();
      method.invoke("arrive", UnitTypes.ARRIVE_WORD);
      code.branch(JvmBranch.IFEQ, method.exits().nothing());
    }
  }

  // ------------------------------------------------------------------ frames

  /** The layout of a frame that goes on at a target of the present instruction. */
  private FrameLayout layout() {
    return layout(method.offset(), contents(method.offset()), false);
  }

  /** The layout of a frame that goes on at or behind an instruction. */
  FrameLayout layout(int offset, FrameContents contents, boolean waits) {
    return new FrameLayout(
        method.functionCode(),
        offset,
        waits,
        LeaveReason.SEVERAL_RESULTS,
        contents.slots(),
        contents.fixed());
  }

  /** What a frame keeps that goes on at an instruction. */
  FrameContents contents(int next) {
    return FrameContents.of(method.state(), method.liveAt(next), true);
  }

  /** Pushes a frame that nothing waits in. */
  private void pushForkFrame(FrameLayout layout, FrameContents contents) {
    int words = contents.words().size();
    int references = contents.references().size();
    if (words > 2 || references > 2 || words > 0 && words + references > 2) {
      pushFrame(layout, contents);
      return;
    }
    method.pushLayout(layout);
    method.loadContinuation();
    boolean mixed = words == 1 && references == 1;
    boolean wordsAlone = !mixed && words > 0;
    push(
        contents.words(),
        mixed ? 1 : wordsAlone ? 2 : 0,
        contents.references(),
        mixed ? 1 : wordsAlone ? 0 : 2);
    code.invokeStatic(
        UnitTypes.FRAME,
        "forking",
        mixed ? UnitTypes.FORK_MIXED : wordsAlone ? UnitTypes.FORK_WORDS : UnitTypes.FORK_ATOMS);
  }

  /** Pushes a frame. */
  void pushFrame(FrameLayout layout, FrameContents contents) {
    List<Value> words = contents.words();
    List<Value> references = contents.references();
    method.pushLayout(layout);
    method.loadContinuation();
    MethodTypeDesc type;
    if (words.size() > 2 || references.size() > 4) {
      method.loadWords(words);
      method.loadReferences(references);
      type = UnitTypes.FRAME_MANY;
    } else if (words.size() > 1 || references.size() > 2) {
      push(words, 2, references, 4);
      type = UnitTypes.FRAME_SOME;
    } else {
      push(words, 1, references, 2);
      type = UnitTypes.FRAME_FEW;
    }
    code.invokeStatic(UnitTypes.CONTEXT, "frame", type);
  }

  private void push(List<Value> words, int wordCount, List<Value> references, int count) {
    for (int i = 0; i < wordCount; i++) {
      if (i < words.size()) {
        method.loadWord(words.get(i));
      } else {
        code.pushLong(0);
      }
    }
    for (int i = 0; i < count; i++) {
      if (i < references.size()) {
        method.loadReference(references.get(i));
      } else {
        code.op(JvmOp.ACONST_NULL);
      }
    }
  }
}
