package dev.mettle.ir.atom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An array of atoms whose tails are tuples. Taking the first child of a tuple away gives another
 * tail. There is room at the front, which belongs to whoever claims it first: putting a child
 * before a tuple that begins where the room ends fills the last place of the room. Where that place
 * is taken, by another thread or before the program went back to an earlier alternative, or there
 * is no room, the tuple is copied, with new room.
 *
 * <p>Once a place is filled it never changes. What is known of the children from some place on
 * holds for all tails that begin there or later.
 */
final class SharedChildren {

  private static final int LEAST_ROOM = 8;

  /** Tails of less than this part of the array have a copy of their own. */
  private static final int PARTS = 4;

  private static final VarHandle FRONT;

  static {
    try {
      FRONT = MethodHandles.lookup().findVarHandle(SharedChildren.class, "front", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Atom[] atoms;

  final Expression.@Nullable TailFact[] facts =
      new Expression.@Nullable TailFact[TailFactKind.values().length];

  /** The first place in use; its complement while the one before it is being filled. */
  private volatile int front;

  // For each flag the last place of a child that has it, or -1: a tail has the flag if it begins
  // there or before.
  private int lastOpen;
  private int lastIrreflexive;
  private int lastUnstable;
  private int lastOwned;

  /** The hash of each tail, as far as it is known; see {@link ExpressionHash}. */
  private int @Nullable [] hashes;

  private @Nullable Signed signed;

  /** A copy of the last part, for tails that should not keep all of the array. */
  private @Nullable SharedChildren lastPart;

  /** The symbols in the children from some place on. */
  record Signed(int from, long signature) {}

  /**
   * @param front where the children begin
   * @param flags those that some of them have
   */
  SharedChildren(Atom[] atoms, int front, long flags) {
    this.atoms = atoms;
    this.front = front;
    this.lastOpen = last(Expression.OPEN, flags);
    this.lastIrreflexive = last(Expression.IRREFLEXIVE, flags);
    this.lastUnstable = last(Expression.UNSTABLE, flags);
    this.lastOwned = last(Expression.OWNED, flags);
  }

  private int last(long flag, long flags) {
    if ((flags & flag) == 0) {
      return -1;
    }
    int at = atoms.length - 1;
    while ((Expression.flagsOf(atoms[at]) & flag) == 0) {
      at--;
    }
    return at;
  }

  /** {@code head} before a tuple, in an array that has room for more. */
  static Expression withRoom(Expression tuple, Atom head, long flags) {
    int n = tuple.size();
    Interruption.checkBefore(n);
    int front = Math.max(LEAST_ROOM, n);
    Atom[] atoms = new Atom[front + 1 + n];
    atoms[front] = head;
    tuple.copyTo(atoms, front + 1);
    long all = flags | tuple.flags();
    SharedChildren copy = new SharedChildren(atoms, front, all);
    if (n > Expression.SMALL) {
      WideFacts before = tuple.shared();
      copy.takeOver(before.shared(), before.from, front + 1);
    }
    return Expression.tail(copy, front, all);
  }

  /** Takes over what is known of the children that were copied from one place to another. */
  private void takeOver(SharedChildren before, int from, int to) {
    for (int kind = 0; kind < facts.length; kind++) {
      Expression.TailFact known = before.facts[kind];
      if (known != null) {
        int place = Math.max(known.from(), from) - from + to;
        facts[kind] = new Expression.TailFact(place, known.fact());
      }
    }
  }

  /** {@code head} before the tail {@code tuple}, which begins at {@code from}. */
  Expression withFirst(Expression tuple, int from, Atom head, long flags) {
    if (from == 0) {
      return withRoom(tuple, head, flags);
    }
    int place = from - 1;
    if (!FRONT.compareAndSet(this, from, ~from)) {
      // What was taken away is put back most of the time.
      int filled = front;
      return filled >= 0 && filled <= place && isSame(atoms[place], head)
          ? Expression.tail(this, place, flags | tuple.flags())
          : withRoom(tuple, head, flags);
    }
    atoms[place] = head;
    if (flags != 0) {
      note(flags, place);
    }
    // Whoever claims the next place sees this one filled.
    FRONT.setRelease(this, place);
    return Expression.tail(this, place, flags | tuple.flags());
  }

  private static boolean isSame(Atom known, Atom head) {
    return known == head
        || known instanceof LongAtom a && head instanceof LongAtom b && a.value() == b.value();
  }

  private void note(long flags, int place) {
    if ((flags & Expression.OPEN) != 0 && lastOpen < 0) {
      lastOpen = place;
    }
    if ((flags & Expression.IRREFLEXIVE) != 0 && lastIrreflexive < 0) {
      lastIrreflexive = place;
    }
    if ((flags & Expression.UNSTABLE) != 0 && lastUnstable < 0) {
      lastUnstable = place;
    }
    if ((flags & Expression.OWNED) != 0 && lastOwned < 0) {
      lastOwned = place;
    }
  }

  /**
   * The tail that begins at {@code from}, of more than a few children.
   *
   * @param flags what a longer tail has
   */
  Expression tail(int from, long flags) {
    long own = flags == 0 ? 0 : flags & flagsFrom(from);
    SharedChildren array = this;
    int place = from;
    while (place >= array.lastPartFrom()) {
      place -= array.lastPartFrom();
      array = array.lastPart();
    }
    return Expression.tail(array, place, own);
  }

  private int lastPartFrom() {
    return atoms.length - atoms.length / PARTS;
  }

  private SharedChildren lastPart() {
    SharedChildren known = lastPart;
    if (known == null) {
      int from = lastPartFrom();
      Interruption.checkBefore(atoms.length - from);
      Atom[] last = Arrays.copyOfRange(atoms, from, atoms.length);
      known = new SharedChildren(last, 0, flagsFrom(from));
      known.takeOver(this, from, 0);
      lastPart = known;
    }
    return known;
  }

  private long flagsFrom(int from) {
    return (lastOpen >= from ? Expression.OPEN : 0)
        | (lastIrreflexive >= from ? Expression.IRREFLEXIVE : 0)
        | (lastUnstable >= from ? Expression.UNSTABLE : 0)
        | (lastOwned >= from ? Expression.OWNED : 0);
  }

  /** The hashes of tails by the place where they begin, 0 for those not known yet. */
  int[] hashes() {
    int[] known = hashes;
    if (known == null) {
      known = new int[atoms.length];
      hashes = known;
    }
    return known;
  }

  /** What is known of the symbols in the children. */
  @Nullable Signed signed() {
    return signed;
  }

  void setSigned(int from, long signature) {
    signed = new Signed(from, signature);
  }
}
