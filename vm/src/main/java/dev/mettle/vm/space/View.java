package dev.mettle.vm.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a call can see: a context space and the spaces that were imported into it, in the order in
 * which queries visit them.
 *
 * <p>What anybody remembers about a view is kept in the view, so that it goes when the space goes.
 */
public final class View {

  private static final AtomicLong IDS = new AtomicLong(1);

  private final long id = IDS.getAndIncrement();
  private final AtomSpace space;
  private final ChangeClock clock;
  private AtomSpace[] sources;
  private @Nullable KnownCalls calls;
  private @Nullable KnownTypes types;
  private @Nullable KnownCode code;

  /** A view of {@code space} alone, at first. */
  View(AtomSpace space, ChangeClock clock) {
    this.space = space;
    this.clock = clock;
    this.sources = new AtomSpace[] {space};
  }

  /** Tells this view from all others. */
  public long id() {
    return id;
  }

  /** The context space. */
  public AtomSpace space() {
    return space;
  }

  /** Counts the changes that matter to what is remembered about this view. */
  public ChangeClock clock() {
    return clock;
  }

  /** The context space and what is imported, in order; not to be changed. */
  public AtomSpace[] sources() {
    return sources;
  }

  /** Whether nothing is imported, not even the library. */
  public boolean isBare() {
    return sources.length == 1;
  }

  /** Adds an imported space at the end, if it is not there yet. */
  public void addDependency(AtomSpace dependency) {
    addDependencies(dependency);
  }

  /** Adds imported spaces at the end, in order, those that are not there yet. */
  public void addDependencies(AtomSpace... dependencies) {
    Set<AtomSpace> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Collections.addAll(all, sources);
    List<AtomSpace> more = new ArrayList<>(List.of(sources));
    for (AtomSpace dependency : dependencies) {
      if (all.add(dependency)) {
        more.add(dependency);
      }
    }
    if (more.size() > sources.length) {
      sources = more.toArray(new AtomSpace[0]);
      clock.touch(ChangeClock.ALL);
    }
  }

  /** What the type checker remembers about a view. */
  public interface KnownTypes {}

  /** What an evaluator remembers about the calls in a view. */
  public interface KnownCalls {}

  /** The code of the functions that can be called in a view. */
  public interface KnownCode {}

  /** What the type checker remembers about this view. */
  public @Nullable KnownTypes types() {
    return types;
  }

  /** Remembers something about the types in this view. */
  public void setTypes(KnownTypes remembered) {
    types = remembered;
  }

  /** What an evaluator remembers about this view. */
  public @Nullable KnownCalls calls() {
    return calls;
  }

  /** Remembers something about the calls in this view. */
  public void setCalls(KnownCalls remembered) {
    calls = remembered;
  }

  /** The code of the functions that can be called in this view. */
  public @Nullable KnownCode code() {
    return code;
  }

  /** Remembers the code of this view. */
  public void setCode(KnownCode remembered) {
    code = remembered;
  }
}
