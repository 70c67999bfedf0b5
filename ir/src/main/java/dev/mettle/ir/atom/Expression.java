package dev.mettle.ir.atom;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of atoms in brackets.
 *
 * <p>The first three children lie in the object itself, since most expressions have no more; where
 * there are more, all of them lie in an array besides. Tuples of more than a few children are tails
 * of arrays that they share, so that taking the first child away, or putting one before it, costs
 * the same for all of them ({@link SharedChildren}).
 *
 * <p>Whether variables occur, and the like, is known from the beginning, exactly. The signature and
 * the hash are computed when they are first asked for, from what the children know of themselves:
 * most expressions of a run never need them, and have no place for them.
 *
 * @since 1.0
 */
public final class Expression extends Atom implements Iterable<Atom> {

  /** Tuples of more children are shared. Smaller ones are copied: that is as cheap. */
  static final int SMALL = 8;

  private static final int INLINE = 3;
  private static final int WIDE = 4;
  private static final long SIZE_BITS = 7;

  static final long IRREFLEXIVE = 1 << 3;
  static final long UNSTABLE = 1 << 4;
  static final long OWNED = 1 << 5;

  /** The sign, so that the mark of what holds variables is never that of a ground expression. */
  static final long OPEN = Long.MIN_VALUE;

  /** No flag of an expression. */
  private static final long UNKNOWN = 1;

  private static final long FLAGS = IRREFLEXIVE | UNSTABLE | OWNED | OPEN;
  private static final int MARK_SHIFT = 6;
  private static final long MARK_BITS = Long.MAX_VALUE >>> MARK_SHIFT << MARK_SHIFT;

  private static final Atom[] NO_CHILDREN = {};

  /** The expression without children, {@code ()}, which is also the unit value. */
  public static final Expression EMPTY = new Expression(0, null, null, null, null);

  private final @Nullable Atom first;
  private final @Nullable Atom second;
  private final @Nullable Atom third;

  /**
   * For up to three children what is remembered about types, or {@link ExpressionFacts}; for more
   * of them the array of all children, or {@link WideFacts}.
   */
  private @Nullable Object more;

  /**
   * From the lowest bit: the number of children, or {@link #WIDE}; the flags but one; the mark; the
   * flag {@link #OPEN}. Only the mark changes, so racing writers write the same but for that.
   */
  private long word;

  private Expression(
      long word,
      @Nullable Atom first,
      @Nullable Atom second,
      @Nullable Atom third,
      @Nullable Object more) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.more = more;
    this.word = word;
  }

  // ---- making

  /** The expression of one child. */
  public static Expression of(Atom first) {
    return new Expression(1 | flagsOf(first), first, null, null, null);
  }

  /** The expression of two children. */
  public static Expression of(Atom first, Atom second) {
    return new Expression(2 | flagsOf(first) | flagsOf(second), first, second, null, null);
  }

  /** The expression of three children. */
  public static Expression of(Atom first, Atom second, Atom third) {
    long flags = flagsOf(first) | flagsOf(second) | flagsOf(third);
    return new Expression(INLINE | flags, first, second, third, null);
  }

  /**
   * The ground expression of these children, marked, if each of the last two can be told at once to
   * be its own value: a symbol that is not {@code Empty}, an integer, or what is marked alike. Else
   * null.
   *
   * @param stamp see {@link #setEvaluatedMark}
   */
  public static @Nullable Expression evaluated(Symbol head, Atom second, Atom third, long stamp) {
    long flags = flagsIfOwn(second, stamp) | flagsIfOwn(third, stamp);
    return (flags & UNKNOWN) != 0
        ? null
        : new Expression(
            INLINE | flags | stamp << MARK_SHIFT & MARK_BITS, head, second, third, null);
  }

  /** The flags of an atom that is known to be its own value, or {@link #UNKNOWN}. */
  private static long flagsIfOwn(Atom child, long stamp) {
    if (child instanceof Expression inner) {
      long known = inner.word;
      return known >> MARK_SHIFT == stamp ? known & FLAGS : UNKNOWN;
    }
    return child instanceof LongAtom || child instanceof Symbol && child != Symbols.EMPTY
        ? 0
        : UNKNOWN;
  }

  /** The expression of these children; the array is copied. */
  public static Expression of(Atom... children) {
    return owning(children.length <= INLINE ? children : children.clone());
  }

  /** The expression of these children. */
  public static Expression of(Collection<? extends Atom> children) {
    return owning(children.toArray(NO_CHILDREN));
  }

  /** The expression that owns {@code children}; the caller must not change the array any more. */
  public static Expression owning(Atom[] children) {
    return switch (children.length) {
      case 0 -> EMPTY;
      case 1 -> of(children[0]);
      case 2 -> of(children[0], children[1]);
      case 3 -> of(children[0], children[1], children[2]);
      default -> wide(children);
    };
  }

  private static Expression wide(Atom[] children) {
    Interruption.checkBefore(children.length);
    long flags = 0;
    for (Atom child : children) {
      flags |= flagsOf(child);
    }
    return new Expression(WIDE | flags, children[0], children[1], children[2], children);
  }

  /** The tuple of the children of {@code shared} from {@code from} on, more than three. */
  static Expression tail(SharedChildren shared, int from, long flags) {
    Atom[] atoms = shared.atoms;
    return new Expression(
        WIDE | flags,
        atoms[from],
        atoms[from + 1],
        atoms[from + 2],
        new WideFacts(atoms, from, shared));
  }

  /** This expression with one child more, before all others. */
  public Expression withFirst(Atom head) {
    int n = size();
    if (n < INLINE) {
      return switch (n) {
        case 0 -> of(head);
        case 1 -> of(head, get(0));
        default -> of(head, get(0), get(1));
      };
    }
    if (n < SMALL) {
      Atom[] longer = new Atom[n + 1];
      longer[0] = head;
      copyTo(longer, 1);
      return new Expression(WIDE | flagsOf(head) | flags(), head, longer[1], longer[2], longer);
    }
    long flags = flagsOf(head);
    return n == SMALL
        ? SharedChildren.withRoom(this, head, flags)
        : shared().shared().withFirst(this, shared().from, head, flags);
  }

  /** A non-empty expression without its first child. */
  public Expression withoutFirst() {
    int n = size();
    return switch (n) {
      case 1 -> EMPTY;
      case 2 -> of(get(1));
      case 3 -> of(get(1), get(2));
      case 4 -> of(get(1), get(2), get(3));
      default ->
          n - 1 <= SMALL ? wide(toArray(1, n)) : shared().shared().tail(shared().from + 1, flags());
    };
  }

  /** The expression of the children from {@code index} on. */
  public Expression from(int index) {
    int n = size();
    if (index == 0) {
      return this;
    }
    return n - index > SMALL
        ? shared().shared().tail(shared().from + index, flags())
        : owning(toArray(index, n));
  }

  /** What an atom hands on to the expressions that it is part of. */
  static long flagsOf(Atom child) {
    // By class, the frequent ones first: no place of a program makes more calls than these would.
    if (child instanceof Symbol || child instanceof LongAtom) {
      return 0;
    }
    if (child instanceof Expression inner) {
      return inner.word & FLAGS;
    }
    if (child instanceof Variable) {
      return OPEN;
    }
    if (child instanceof DoubleAtom d) {
      return d.isReflexive() ? 0 : IRREFLEXIVE;
    }
    if (child instanceof GroundedValue g) {
      return (g.isReflexive() ? 0 : IRREFLEXIVE)
          | (g.isStable() ? 0 : UNSTABLE)
          | (g.isShareable() ? 0 : OWNED);
    }
    return 0;
  }

  // ---- children

  /** Number of children. */
  public int size() {
    int n = (int) (word & SIZE_BITS);
    return n < WIDE ? n : wideSize();
  }

  /** Whether there are so many children. */
  public boolean hasSize(int n) {
    return n < WIDE ? (word & SIZE_BITS) == n : (word & SIZE_BITS) == WIDE && wideSize() == n;
  }

  // Too large for the JVM to put it where small expressions alone are counted.
  private int wideSize() {
    Object all = more;
    if (all instanceof Atom[] children) {
      return children.length;
    }
    if (all instanceof WideFacts tail) {
      return tail.size();
    }
    throw new IllegalStateException("no children");
  }

  /** The child at {@code index}, counted from 0. */
  public Atom get(int index) {
    Atom child =
        switch (index) {
          case 0 -> first;
          case 1 -> second;
          case 2 -> third;
          default -> wideGet(index);
        };
    if (child == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return child;
  }

  private Atom wideGet(int index) {
    Object all = more;
    if (all instanceof Atom[] children) {
      return children[index];
    }
    if (index < 0 || !(all instanceof WideFacts tail)) {
      throw new IndexOutOfBoundsException(index);
    }
    return tail.atoms[tail.from + index];
  }

  /** Whether the first child is this very atom; false without children. */
  public boolean hasHead(Atom head) {
    return first == head;
  }

  /** The first child of a non-empty expression. */
  public Atom head() {
    return get(0);
  }

  /** A copy of the children. */
  public Atom[] toArray() {
    return toArray(0, size());
  }

  /** A copy of the children from {@code from} to {@code to} (exclusive). */
  public Atom[] toArray(int from, int to) {
    Interruption.checkBefore(to - from);
    Object all = more;
    if ((word & SIZE_BITS) == WIDE) {
      return all instanceof Atom[] children
          ? Arrays.copyOfRange(children, from, to)
          : ((WideFacts) facts()).copy(from, to);
    }
    Atom[] copy = new Atom[to - from];
    for (int i = from; i < to; i++) {
      copy[i - from] = get(i);
    }
    return copy;
  }

  /** Copies all children into {@code target}, from its element {@code at} on. */
  void copyTo(Atom[] target, int at) {
    Object all = more;
    int n = size();
    if (n < WIDE) {
      for (int i = 0; i < n; i++) {
        target[at + i] = get(i);
      }
    } else if (all instanceof Atom[] children) {
      System.arraycopy(children, 0, target, at, n);
    } else {
      WideFacts tail = (WideFacts) facts();
      System.arraycopy(tail.atoms, tail.from, target, at, n);
    }
  }

  /** The children as an unmodifiable list, which is no copy. */
  public List<Atom> children() {
    return new ChildList(this);
  }

  @Override
  public Iterator<Atom> iterator() {
    int size = size();
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Atom next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }

  // ---- what it knows of itself

  @Override
  public boolean isGround() {
    return word >= 0;
  }

  @Override
  public boolean isReflexive() {
    return (word & IRREFLEXIVE) == 0;
  }

  @Override
  public boolean isStable() {
    return (word & UNSTABLE) == 0;
  }

  @Override
  public boolean isShareable() {
    return (word & OWNED) == 0;
  }

  long flags() {
    return word & FLAGS;
  }

  @Override
  public long signature() {
    return ExpressionSignature.of(this);
  }

  @Override
  public int hashCode() {
    return ExpressionHash.of(this);
  }

  /** Whether this is the same tail of the same array as {@code other}, child by child. */
  boolean isSameTail(Expression other) {
    return more instanceof WideFacts a
        && other.more instanceof WideFacts b
        && a.atoms == b.atoms
        && a.from == b.from;
  }

  /** What was computed of this expression, if anything was. */
  @Nullable ExpressionFacts knownFacts() {
    return more instanceof ExpressionFacts known ? known : null;
  }

  /** Where to remember what is computed of this expression. */
  ExpressionFacts facts() {
    Object known = more;
    if (known instanceof ExpressionFacts facts) {
      return facts;
    }
    // Racing threads make several; what only some of them see is computed again.
    ExpressionFacts made =
        known instanceof Atom[] children
            ? new WideFacts(children, 0, null)
            : new ExpressionFacts((AtomNote) known);
    more = made;
    return made;
  }

  /** The array that this tuple, of more than a few children, shares with others. */
  WideFacts shared() {
    WideFacts wide = (WideFacts) facts();
    if (wide.shared == null) {
      wide.shared = new SharedChildren(wide.atoms, 0, flags());
    }
    return wide;
  }

  /** What an engine remembers about the types of this expression; opaque here. */
  public @Nullable AtomNote typeCache() {
    Object known = more;
    if (known == null) {
      return null;
    }
    if (known instanceof ExpressionFacts facts) {
      return facts.types;
    }
    return known instanceof AtomNote note ? note : null;
  }

  /** Remembers something about the types of this expression. Racing writers must agree. */
  public void setTypeCache(@Nullable AtomNote cache) {
    Object known = more;
    if (known instanceof ExpressionFacts || known instanceof Atom[]) {
      facts().types = cache;
    } else {
      more = cache;
    }
  }

  /** The stamp under which an engine found this expression to be its own value; 0 for never. */
  public long evaluatedMark() {
    return (word & MARK_BITS) >>> MARK_SHIFT;
  }

  /** Whether this is a ground expression that was found to be its own value under this stamp. */
  public boolean isMarked(long stamp) {
    return word >> MARK_SHIFT == stamp;
  }

  /**
   * Remembers that evaluating this expression gives itself, under an engine's stamp.
   *
   * @param stamp a number of {@value #STAMP_BITS} bits
   */
  public void setEvaluatedMark(long stamp) {
    word = word & ~MARK_BITS | stamp << MARK_SHIFT & MARK_BITS;
  }

  /** How many bits a stamp may have. */
  public static final int STAMP_BITS = Long.SIZE - 1 - MARK_SHIFT;

  // ---- where errors come from

  /**
   * The same expression, with a note of where it comes from; opaque here. Only those of up to three
   * children keep one, as errors have.
   */
  public Expression withOrigin(AtomNote origin) {
    return (word & SIZE_BITS) == WIDE
        ? this
        : new Expression(word, first, second, third, new ErrorFacts(typeCache(), origin));
  }

  /** What {@link #withOrigin} has noted; null if nothing was. */
  public @Nullable AtomNote origin() {
    return more instanceof ErrorFacts known ? known.origin : null;
  }

  /** Forgets what {@link #withOrigin} has noted. */
  public void dropOrigin() {
    if (more instanceof ErrorFacts known) {
      more = known.types;
    }
  }

  // ---- what is known of tails

  /**
   * What an engine remembers about the last children of a tuple, of all those from some place on;
   * opaque here.
   *
   * @param from where they begin, in a count that all tails of one array have in common
   */
  public record TailFact(int from, AtomNote fact) {}

  /** Whether facts about the last children are kept; for small tuples they are not worth it. */
  public boolean keepsTailFacts() {
    return (word & SIZE_BITS) == WIDE && wideSize() > SMALL;
  }

  /** What is remembered about the last children of a tuple that {@link #keepsTailFacts}. */
  public @Nullable TailFact tailFact(TailFactKind kind) {
    return more instanceof WideFacts wide && wide.shared != null
        ? wide.shared.facts[kind.place]
        : null;
  }

  /** The index of the first child that a fact is about: 0 if it is about all of them. */
  public int indexOf(TailFact fact) {
    return Math.max(0, fact.from - shared().from);
  }

  /**
   * Remembers something about all children from {@code index} on. Racing writers may overwrite each
   * other.
   */
  public void setTailFact(TailFactKind kind, int index, AtomNote fact) {
    WideFacts wide = shared();
    wide.shared().facts[kind.place] = new TailFact(wide.from + index, fact);
  }
}
