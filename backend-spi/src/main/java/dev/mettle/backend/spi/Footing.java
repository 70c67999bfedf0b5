package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * What the code of a class relies on: that calls reach the functions which they were compiled for,
 * and that types and meanings are what they were. Where all of it was found to hold at the present
 * reading of the clock, one comparison tells so, and before calls that the machine does not want
 * control either. If not, code asks for the one thing that it needs, by the methods of {@link
 * ProgramContext}.
 *
 * <p>A record, since HotSpot trusts the fields of records: nothing is loaded but the two numbers.
 *
 * @param clock the clock of the engine
 * @param ground what was found so far
 * @since 1.0
 */
public record Footing(Clock clock, Ground ground) {

  /** What a class relies on, and since when all of it is known to hold. */
  public static final class Ground {

    private record Link(CallTarget target, FunctionCode code) {}

    private record Typed(CallTarget target, Expression type) {}

    private final List<Link> links = new ArrayList<>();
    private final List<CallTarget> plain = new ArrayList<>();
    private final List<Typed> typed = new ArrayList<>();
    private final List<CallTarget> data = new ArrayList<>();
    private final List<FunctionCode> codes = new ArrayList<>();

    /** The present at which everything held; never one at first. */
    private long stamp;

    /** The present at which something was found not to hold. */
    private long failedAt;

    private Ground() {}

    private boolean holds() {
      for (FunctionCode code : codes) {
        if (!code.isCurrent()) {
          return false;
        }
      }
      for (Link link : links) {
        if (!link.target().stillRuns(link.code())) {
          return false;
        }
      }
      for (CallTarget target : plain) {
        if (!target.isPlain()) {
          return false;
        }
      }
      for (Typed head : typed) {
        if (!head.target().hasType(head.type())) {
          return false;
        }
      }
      for (CallTarget target : data) {
        if (!target.constructs()) {
          return false;
        }
      }
      return true;
    }
  }

  /** That of a class with some code, which relies on nothing so far. */
  public static Footing of(FunctionCode code) {
    return new Footing(code.clock(), new Ground());
  }

  /** The class makes calls of {@code target} that run {@code code}. */
  public void reliesOn(CallTarget target, FunctionCode code) {
    Ground.Link link = new Ground.Link(target, code);
    if (!ground.links.contains(link)) {
      ground.links.add(link);
    }
  }

  /** The same, and the head of the calls has no type. */
  public void reliesOnPlain(CallTarget target, FunctionCode code) {
    reliesOn(target, code);
    if (!ground.plain.contains(target)) {
      ground.plain.add(target);
    }
  }

  /** The same, and the head of the calls has this type and no other. */
  public void reliesOnType(CallTarget target, FunctionCode code, Expression type) {
    reliesOn(target, code);
    Ground.Typed head = new Ground.Typed(target, type);
    if (!ground.typed.contains(head)) {
      ground.typed.add(head);
    }
  }

  /** The class makes data of calls of {@code target}. */
  public void reliesOnData(CallTarget target) {
    if (!ground.data.contains(target)) {
      ground.data.add(target);
    }
  }

  /** The class has guards of {@code code}. */
  public void reliesOn(FunctionCode code) {
    if (!ground.codes.contains(code)) {
      ground.codes.add(code);
    }
  }

  /** Whether all of it holds. */
  public boolean holds() {
    return ground.stamp == clock.now();
  }

  /** Whether all of it holds, and the machine does not want control: for calls. */
  public boolean mayCall() {
    return ground.stamp == clock.reading();
  }

  /** The same for turns of loops, which another thread has to be able to stop. */
  public boolean mayTurn() {
    return ground.stamp == clock.readingNow();
  }

  /** Looks again whether all of it holds, at most once for each reading of the clock. */
  boolean renew() {
    long now = clock.now();
    if (ground.stamp == now) {
      return true;
    }
    if (ground.failedAt == now) {
      return false;
    }
    if (!ground.holds()) {
      ground.failedAt = now;
      return false;
    }
    ground.stamp = now;
    return true;
  }
}
