package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.space.View;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A run whose results are taken one at a time. Between them the machine is free for other runs;
 * whoever wants no more results just forgets the cursor.
 */
public final class ResultCursor {

  private final Machine machine;
  private final Machine.Start start;
  private final TopFrame top;
  private final Queue<Atom> ready = new ArrayDeque<>();

  private Machine.@Nullable State state;
  private boolean begun;

  /** A cursor over the results of what {@code start} will set up, evaluated in {@code view}. */
  public ResultCursor(Machine machine, View view, Limits limits, Machine.Start start) {
    this.machine = machine;
    this.start = start;
    this.state = new Machine.State(view, limits);
    this.top =
        new TopFrame(
            result -> {
              ready.add(result);
              return false;
            });
  }

  /**
   * Goes on to the next result: the errors at the end, and only if there was nothing else.
   *
   * @throws dev.mettle.vm.limits.RunStoppedException if a limit ended the run; there are no more
   *     results then
   */
  public Optional<Atom> next() {
    Machine.State own = state;
    if (ready.isEmpty() && own != null) {
      state = null;
      Machine.State waiting = machine.exchange(own);
      boolean paused = false;
      try {
        if (begun) {
          machine.fail();
        } else {
          begun = true;
          start.begin(machine, top);
        }
        machine.loop();
        if (!ready.isEmpty()) {
          state = machine.exchange(waiting);
          paused = true;
        }
      } finally {
        if (!paused) {
          machine.resume(waiting);
        }
      }
      if (!paused) {
        ready.addAll(top.errors());
      }
    }
    return Optional.ofNullable(ready.poll());
  }
}
