package dev.mettle.engine;

import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.machine.ResultCursor;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The results of an evaluation, computed one at a time as they are asked for. */
final class ResultIterator extends Spliterators.AbstractSpliterator<Atom> {

  private final EngineRuntime runtime;
  private final RunControl control;
  private final Limits limits;
  private final ResultCursor cursor;

  ResultIterator(EngineRuntime runtime, RunControl control, Atom goal, RunLimits bounds) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.runtime = runtime;
    this.control = control;
    this.limits = new Limits(bounds);
    this.cursor =
        control.run(
            RunLimits.none(), running -> runtime.cursor(runtime.modules().current(), goal, limits));
  }

  Stream<Atom> stream() {
    return StreamSupport.stream(this, false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Atom> action) {
    Optional<Atom> next = control.proceed(limits, running -> runtime.next(cursor));
    next.ifPresent(action);
    return next.isPresent();
  }
}
