package dev.mettle.engine;

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

  private final Engine engine;
  private final Limits limits;
  private final ResultCursor cursor;

  ResultIterator(Engine engine, Atom goal, RunLimits bounds) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.engine = engine;
    this.limits = new Limits(bounds);
    this.cursor =
        engine
            .control()
            .run(
                RunLimits.none(),
                running ->
                    engine.runtime().cursor(engine.runtime().modules().current(), goal, limits));
  }

  Stream<Atom> stream() {
    return StreamSupport.stream(this, false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Atom> action) {
    Optional<Atom> next =
        engine.control().proceed(limits, running -> engine.runtime().next(cursor));
    next.ifPresent(action);
    return next.isPresent();
  }
}
