package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.util.ArrayList;
import java.util.List;

/** The bottom frame of a run: hands results to the sink and asks for the next alternative. */
final class TopFrame extends Frame {

  private final ResultSink sink;
  private final List<Atom> errors = new ArrayList<>();
  private boolean succeeded;

  TopFrame(ResultSink sink) {
    super(null, 0);
    this.sink = sink;
  }

  @Override
  public void resume(Machine machine, Atom value) {
    Atom result = Terms.resolve(value);
    if (Symbols.isError(result)) {
      if (!succeeded) {
        errors.add(result);
      }
      machine.fail();
      return;
    }
    succeeded = true;
    errors.clear();
    if (sink.accept(result)) {
      machine.fail();
    } else {
      machine.finish();
    }
  }

  /** At the end, the errors that are the result since there is no other. */
  List<Atom> errors() {
    return errors;
  }

  void finish() {
    for (Atom error : errors) {
      if (!sink.accept(error)) {
        return;
      }
    }
  }
}
