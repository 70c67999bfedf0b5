package dev.mettle.ir.atom;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of atoms in brackets. Hash, groundness and signature are computed once, when the
 * expression is built, so that none of them ever walks a deep structure.
 */
public final class Expression extends Atom implements Iterable<Atom> {

  private static final Atom[] NO_CHILDREN = {};
  private static final byte OPEN = 1;
  private static final byte IRREFLEXIVE = 2;
  private static final byte UNSTABLE = 4;

  /** The expression without children, {@code ()}, which is also the unit value. */
  public static final Expression EMPTY = new Expression(NO_CHILDREN);

  private final Atom[] children;
  private final int hash;
  private final byte flags;
  private final long signature;
  private @Nullable Object typeCache;
  private long evaluatedMark;

  private Expression(Atom[] children) {
    this.children = children;
    int h = 0x2F0B4F27 + children.length;
    byte f = 0;
    long s = 0;
    for (Atom child : children) {
      // The usual classes one by one: five calls that the compiler cannot resolve would cost more
      // than all the rest.
      if (child instanceof Expression e) {
        h = h * 31 + e.hash;
        f |= e.flags;
        s |= e.signature;
      } else if (child instanceof LongAtom n) {
        h = h * 31 + n.hashCode();
      } else if (child instanceof Symbol symbol) {
        h = h * 31 + symbol.hashCode();
        s |= symbol.signature();
      } else {
        h = h * 31 + child.hashCode();
        f |= flagsOf(child);
        s |= child.signature();
      }
    }
    this.hash = h;
    this.flags = f;
    this.signature = s;
  }

  private static byte flagsOf(Atom child) {
    return (byte)
        ((child.isGround() ? 0 : OPEN)
            | (child.isReflexive() ? 0 : IRREFLEXIVE)
            | (child.isStable() ? 0 : UNSTABLE));
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
  public long signature() {
    return signature;
  }

  @Override
  public int hashCode() {
    return hash;
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
