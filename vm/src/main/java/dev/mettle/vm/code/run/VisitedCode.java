package dev.mettle.vm.code.run;

import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.unit.FirstVisits;

/** For tests: has the first visits of all instructions of new code noticed. */
record VisitedCode(FunctionTable.Watch watch, FirstVisits visits) implements FunctionTable.Watch {

  @Override
  public void made(Code code) {
    watch.made(code);
    visits.made(code);
  }

  @Override
  public void invalidated(Code code) {
    watch.invalidated(code);
  }

  @Override
  public boolean wantsAllCode() {
    return true;
  }
}
