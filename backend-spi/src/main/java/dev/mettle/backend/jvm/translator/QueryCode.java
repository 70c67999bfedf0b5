package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.InstructionRules;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.ir.function.Instruction;

/** Queries of spaces. The first solution goes on at once, all others go on from a frame. */
final class QueryCode {

  private final MethodWriter method;
  private final Blocks blocks;
  private final SearchCode search;
  private final CodeBuilder code;

  QueryCode(MethodWriter method, Blocks blocks, SearchCode search) {
    this.method = method;
    this.blocks = blocks;
    this.search = search;
    this.code = method.code();
  }

  /** A query of any pattern, which was made. */
  void query(Instruction instruction) {
    Value space = method.state().fromTop(1);
    Value pattern = method.state().fromTop(0);
    method.loadContext();
    method.load(space, Lane.REFERENCE);
    method.invoke("isSpace", UnitTypes.IS);
    code.branch(JvmBranch.IFEQ, blocks.edge(method, instruction.immediate(0)));
    method.state().pop(2);
    int behind = method.offset() + 1;
    FrameLayout layout = goesOn(behind);
    method.loadContext();
    search.pushFrame(layout, search.contents(behind));
    method.load(space, Lane.REFERENCE);
    method.load(pattern, Lane.REFERENCE);
    method.invoke("query", UnitTypes.QUERY);
    code.branch(JvmBranch.IFEQ, method.exits().nothing());
  }

  /** A query that plain facts may answer alone; if they do not, its instructions follow. */
  void rows(QuerySite site) {
    tellKnown(site);
    method.loadContext();
    method.pushQuery(site);
    method.load(method.state().fromTop(0), Lane.REFERENCE);
    method.invoke("rows", UnitTypes.ROWS);
    Value.Stored verdict = method.scratchInt();
    method.load(verdict, Lane.BOOLEAN);
    code.branch(JvmBranch.IFEQ, method.exits().nothing());
    JvmLabel otherwise = code.newLabel();
    jumpIf(verdict, InstructionRules.NOT_ROWS, otherwise);
    State before = method.state().copy();
    method.state().pop();
    for (int i = 0; i < site.foundCount(); i++) {
      method.loadContext();
      code.pushInt(i);
      method.invoke("rowValue", UnitTypes.CHILD);
      method.storeAt(site.found(i), Lane.REFERENCE);
    }
    jumpIf(verdict, InstructionRules.ONE_ROW, blocks.edge(method, site.behind()));
    FrameLayout layout = goesOn(site.behind());
    method.loadContext();
    search.pushFrame(layout, search.contents(site.behind()));
    method.invoke("moreRows", UnitTypes.TAKE_FRAME);
    code.branch(JvmBranch.GOTO, blocks.edge(method, site.behind()));
    method.setState(before);
    method.place(otherwise);
  }

  private void tellKnown(QuerySite site) {
    for (int i = 0; i < site.knownCount(); i++) {
      Value known = method.state().local(site.known(i));
      boolean isLong = known.lane() == Lane.LONG;
      method.loadContext();
      code.pushInt(i);
      method.load(known, isLong ? Lane.LONG : Lane.REFERENCE);
      method.invoke("ask", isLong ? UnitTypes.ASK_LONG : UnitTypes.ASK);
    }
  }

  private void jumpIf(Value.Stored verdict, int wanted, JvmLabel target) {
    method.load(verdict, Lane.BOOLEAN);
    code.pushInt(wanted);
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFEQ, target);
  }

  /** The layout of frames that go on behind the query, as those of its last instruction do. */
  private FrameLayout goesOn(int behind) {
    FrameLayout layout = search.layout(behind - 1, search.contents(behind), false);
    method.goesOn(layout, 0, behind);
    return layout;
  }
}
