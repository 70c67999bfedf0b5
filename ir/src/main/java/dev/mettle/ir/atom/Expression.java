package dev.mettle.ir.atom;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of atoms in brackets. Groundness and signature are computed when the expression is
 * built, the hash when it is first asked for: most expressions of a run are never hashed. Each is
 * computed once, from what the children know of themselves.
 */
public final class Expression extends Atom implements Iterable<Atom> {

  private static final Atom[] NO_CHILDREN = {};
  private static final byte OPEN = 1;
  private static final byte IRREFLEXIVE = 2;
  private static final byte UNSTABLE = 4;
  private static final byte OWNED = 8;

  /** The expression without children, {@code ()}, which is also the unit value. */
  public static final Expression EMPTY = new Expression(NO_CHILDREN);

  private final Atom[] children;
  private final byte flags;
  private final long signature;

  /** 0 as long as nobody has asked for it. Racing threads compute the same. */
  private int hash;

  private @Nullable Object typeCache;
  private long evaluatedMark;

  private Expression(Atom[] children) {
    this.children = children;
    int f = 0;
    long s = 0;
    for (Atom child : children) {
      // By class, the frequent ones first: no place of a program makes more calls than these would.
      if (child instanceof Symbol symbol) {
        s |= symbol.signature();
      } else if (child instanceof Expression inner) {
        f |= inner.flags;
        s |= inner.signature;
      } else if (child instanceof Variable) {
        f |= OPEN;
      } else if (child instanceof DoubleAtom d) {
        f |= d.isReflexive() ? 0 : IRREFLEXIVE;
      } else if (child instanceof GroundedValue g) {
        f |= g.isReflexive() ? 0 : IRREFLEXIVE;
        f |= g.isStable() ? 0 : UNSTABLE;
        f |= g.isShareable() ? 0 : OWNED;
      }
    }
    this.flags = (byte) f;
    this.signature = s;
  }

  private Expression(Atom[] children, int flags, long signature) {
    this.children = children;
    this.flags = (byte) flags;
    this.signature = signature;
  }

  /** This expression with one child more, before all others; only the new child is looked at. */
  public Expression withFirst(Atom first) {
    Interruption.checkBefore(children.length);
    Atom[] longer = new Atom[children.length + 1];
    longer[0] = first;
    System.arraycopy(children, 0, longer, 1, children.length);
    Expression alone = new Expression(new Atom[] {first});
    return new Expression(longer, flags | alone.flags, signature | alone.signature);
  }

  /** A non-empty expression without its first child. */
  public Expression withoutFirst() {
    if (children.length == 1) {
      return EMPTY;
    }
    Interruption.checkBefore(children.length);
    Atom[] rest = Arrays.copyOfRange(children, 1, children.length);
    // What no child has the rest has not either, and a signature may say too much.
    return flags == 0 ? new Expression(rest, 0, signature) : new Expression(rest);
  }

  /** The expression of these children; the array is copied. */
  public static Expression of(Atom... children) {
    return children.length == 0 ? EMPTY : new Expression(children.clone());
  }

  /** The expression of these children. */
  public static Expression of(Collection<? extends Atom> children) {
    return children.isEmpty() ? EMPTY : new Expression(children.toArray(NO_CHILDREN));
  }

  /** The expression that owns {@code children}; the caller must not change the array any more. */
  public static Expression owning(Atom[] children) {
    Interruption.checkBefore(children.length);
    return children.length == 0 ? EMPTY : new Expression(children);
  }

  /** Number of children. */
  public int size() {
    return children.length;
  }

  /** The child at {@code index}, counted from 0. */
  public Atom get(int index) {
    return children[index];
  }

  /** The first child of a non-empty expression. */
  public Atom head() {
    return children[0];
  }

  /** A copy of the children. */
  public Atom[] toArray() {
    Interruption.checkBefore(children.length);
    return children.clone();
  }

  /** A copy of the children from {@code from} to {@code to} (exclusive). */
  public Atom[] toArray(int from, int to) {
    return Arrays.copyOfRange(children, from, to);
  }

  /** The children as an unmodifiable list. */
  public List<Atom> children() {
    return List.of(children);
  }

  @Override
  public Iterator<Atom> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < children.length;
      }

      @Override
      public Atom next() {
        if (next >= children.length) {
          throw new NoSuchElementException();
        }
        return children[next++];
      }
    };
  }

  @Override
  public boolean isGround() {
    return (flags & OPEN) == 0;
  }

  @Override
  public boolean isReflexive() {
    return (flags & IRREFLEXIVE) == 0;
  }

  @Override
  public boolean isStable() {
    return (flags & UNSTABLE) == 0;
  }

  @Override
  public boolean isShareable() {
    return (flags & OWNED) == 0;
  }

  @Override
  public long signature() {
    return signature;
  }

  @Override
  public int hashCode() {
    int known = hash;
    return known != 0 ? known : ExpressionHash.of(this);
  }

  /** The hash, or 0 if it is not known yet. */
  int knownHash() {
    return hash;
  }

  /** Remembers the hash, which follows from the children. */
  void setHash(int value) {
    hash = value;
  }

  /** What an engine remembers about the types of this expression; opaque here. */
  public @Nullable Object typeCache() {
    return typeCache;
  }

  /** Remembers something about the types of this expression. Racing writers must agree. */
  public void setTypeCache(@Nullable Object cache) {
    typeCache = cache;
  }

  /** The stamp under which an engine found this expression to be its own value; 0 for never. */
  public long evaluatedMark() {
    return evaluatedMark;
  }

  /** Remembers that evaluating this expression gives itself, under an engine's stamp. */
  public void setEvaluatedMark(long stamp) {
    evaluatedMark = stamp;
  }
}
