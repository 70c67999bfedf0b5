package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one head and size whose children are plain values or expressions of them, as rows of
 * numbers in columns, in the order added. Duplicates are rows of their own. Indexes are made when a
 * query first needs them. Where a query looks inside of expressions, their children have positions
 * too, which follow those of the columns.
 *
 * <p>What is removed stays as a dead row, so that cursors find it that began before. When half of
 * the rows are dead, the living ones go to another object, {@link #compacted}; cursors that are
 * under way keep this one.
 */
public final class FactRows {

  /** More children are not kept in columns. */
  public static final int MAX_ARITY = 8;

  /** No facts, whatever the head. */
  public static final FactRows NONE = new FactRows(Symbols.EMPTY, 0);

  /** What {@link #onlyRow} gives where no row is found. */
  public static final int NO_ROW = -1;

  /** What it gives where there may be several, or none. */
  public static final int SEVERAL = -2;

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int INITIAL_CAPACITY = 64;

  /** As many dead rows are not worth a new object. */
  private static final int FEW_DEAD = 32;

  /** As many rows are looked at once before an index is made. */
  private static final int MANY = 4096;

  /** Positions are bits of an integer. */
  private static final int MOST_POSITIONS = 30;

  /** So few candidates of one position make an index of several positions superfluous. */
  private static final int FEW = 8;

  private final Symbol head;
  private final TermIds terms = new TermIds();
  private final int[][] columns;
  private int count;
  private int dead;

  /** When a row died last. */
  private long lastDeath;

  /** The stamp of the first row of each chunk. */
  private long[] firstStamps = new long[1];

  /** The stamps of all rows of a chunk; null as long as they count up by one. */
  private long[] @Nullable [] stamps = new long[1][];

  /** When the rows of a chunk died; null as long as all live. */
  private long[] @Nullable [] deaths = new long[1][];

  private RowIndex[] indexes = {};

  /** The sets of positions for which all rows have been looked at once. */
  private final Set<Integer> scanned = new HashSet<>();

  private Inner[] inner = {};

  /** A position inside of the expressions of one size that are at another position. */
  private record Inner(int outer, int size, int child) {}

  /** No rows of facts {@code (head ..)} with so many arguments. */
  FactRows(Symbol head, int arity) {
    this.head = head;
    this.columns = new int[arity][INITIAL_CAPACITY];
  }

  /** Whether a fact can be a row. */
  static boolean canHold(Expression fact) {
    int size = fact.size();
    if (size < 2 || size > MAX_ARITY + 1 || !(fact.get(0) instanceof Symbol)) {
      return false;
    }
    for (int i = 1; i < size; i++) {
      if (!TermIds.canHave(fact.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether facts may have expressions of so many children at this depth. */
  public static boolean canHold(int size, int depth) {
    return TermIds.canHaveForm(size, depth);
  }

  int arity() {
    return columns.length;
  }

  /**
   * The position of a child of the expressions of a size that are at another position; -1 if there
   * are too many positions. Rows with something else there have {@link TermIds#NONE} at it.
   */
  public int innerPosition(int outer, int size, int child) {
    Inner wanted = new Inner(outer, size, child);
    for (int i = 0; i < inner.length; i++) {
      if (inner[i].equals(wanted)) {
        return columns.length + i;
      }
    }
    int position = columns.length + inner.length;
    if (position == MOST_POSITIONS) {
      return -1;
    }
    inner = Arrays.copyOf(inner, inner.length + 1);
    inner[inner.length - 1] = wanted;
    return position;
  }

  /** Number of rows, the dead among them. */
  int count() {
    return count;
  }

  /** Number of facts. */
  public int live() {
    return count - dead;
  }

  TermIds terms() {
    return terms;
  }

  // ---------------------------------------------------------------- changes

  /** Adds a fact that can be a row; stamps ascend. */
  void add(Expression fact, long stamp) {
    if (count == columns[0].length) {
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Arrays.copyOf(columns[i], longer(count));
      }
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i][count] = terms.of(fact.get(i + 1));
    }
    append(stamp);
  }

  /** A capacity above {@code length}: large ones grow slowly, since they are seldom filled up. */
  static int longer(int length) {
    return length < 1 << 16 ? Math.max(INITIAL_CAPACITY, length * 2) : length + (length >> 2);
  }

  private void append(long stamp) {
    int row = count++;
    int chunk = row >>> CHUNK_BITS;
    int at = row & CHUNK - 1;
    if (chunk == firstStamps.length) {
      firstStamps = Arrays.copyOf(firstStamps, chunk * 2);
      stamps = Arrays.copyOf(stamps, chunk * 2);
      deaths = Arrays.copyOf(deaths, chunk * 2);
    }
    long[] own = stamps[chunk];
    if (at == 0) {
      firstStamps[chunk] = stamp;
    } else if (own != null) {
      if (at == own.length) {
        own = Arrays.copyOf(own, Math.min(CHUNK, at * 2));
        stamps[chunk] = own;
      }
      own[at] = stamp;
    } else if (stamp != firstStamps[chunk] + at) {
      own = new long[Math.min(CHUNK, Math.max(INITIAL_CAPACITY, Integer.highestOneBit(at) * 2))];
      for (int i = 0; i < at; i++) {
        own[i] = firstStamps[chunk] + i;
      }
      own[at] = stamp;
      stamps[chunk] = own;
    }
    for (RowIndex index : indexes) {
      index.add(row);
    }
  }

  /** The oldest row that equals a fact, or -1. */
  int oldest(Expression fact) {
    RowIndex index = null;
    int place = -1;
    int[] classes = classesOf(fact);
    if (classes != null) {
      index = index((1 << columns.length) - 1);
      place = index.find(classes);
    }
    return index == null || index.isDead(place) ? -1 : index.next(index.last(place));
  }

  /** The number of rows that equal a fact. */
  int count(Expression fact) {
    int[] classes = classesOf(fact);
    if (classes == null) {
      return 0;
    }
    RowIndex index = index((1 << columns.length) - 1);
    return index.count(index.find(classes));
  }

  /** Marks a living row as dead. */
  void remove(int row, long stamp) {
    int chunk = row >>> CHUNK_BITS;
    int at = row & CHUNK - 1;
    long[] own = deaths[chunk];
    int known = own == null ? 0 : own.length;
    if (own == null || at >= known) {
      int length = Math.max(INITIAL_CAPACITY, Integer.highestOneBit(at) * 2);
      own = own == null ? new long[length] : Arrays.copyOf(own, length);
      Arrays.fill(own, known, length, Entry.NEVER);
      deaths[chunk] = own;
    }
    own[at] = stamp;
    lastDeath = stamp;
    dead++;
    for (RowIndex index : indexes) {
      index.remove(row);
    }
  }

  /** Whether the living rows should go to another object. */
  boolean isSparse() {
    return dead >= FEW_DEAD && dead * 2 >= count;
  }

  /** The living rows, in another object. */
  FactRows compacted() {
    FactRows kept = new FactRows(head, columns.length);
    for (int row = 0; row < count; row++) {
      if (!isDead(row)) {
        kept.add(fact(row), stamp(row));
      }
    }
    return kept;
  }

  private int @Nullable [] classesOf(Expression fact) {
    int[] classes = new int[columns.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = terms.classOf(fact.get(i + 1));
      if (classes[i] == TermIds.NONE) {
        return null;
      }
    }
    return classes;
  }

  // ---------------------------------------------------------------- rows

  /** When a row was added. */
  long stamp(int row) {
    int chunk = row >>> CHUNK_BITS;
    int at = row & CHUNK - 1;
    long[] own = stamps[chunk];
    return own == null ? firstStamps[chunk] + at : own[at];
  }

  /** Whether a row has been removed. */
  boolean isDead(int row) {
    return diedBy(row, Entry.NEVER - 1);
  }

  /** Whether a row had been removed at a stamp. */
  boolean diedBy(int row, long stamp) {
    long[] own = deaths[row >>> CHUNK_BITS];
    int at = row & CHUNK - 1;
    return own != null && at < own.length && own[at] <= stamp;
  }

  /** How many rows had been added at a stamp. */
  int countAt(long stamp) {
    if (count == 0 || stamp(count - 1) <= stamp) {
      return count;
    }
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stamp(middle) <= stamp) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The fact of a row. */
  Expression fact(int row) {
    Atom[] children = new Atom[columns.length + 1];
    children[0] = head;
    for (int i = 0; i < columns.length; i++) {
      children[i + 1] = terms.atom(columns[i][row]);
    }
    return Expression.owning(children);
  }

  /** The value of a row at a position. */
  public Atom value(int row, int position) {
    return terms.atom(id(row, position));
  }

  /** The number of the value of a row at a position. */
  int id(int row, int position) {
    return position < columns.length ? columns[position][row] : innerId(row, position);
  }

  // Recursion over levels of a pattern, of which there are few.
  private int innerId(int row, int position) {
    Inner at = inner[position - columns.length];
    return terms.part(id(row, at.outer), at.size, at.child);
  }

  /** The class of the value of a row at a position. */
  int classAt(int row, int position) {
    return terms.classOf(id(row, position));
  }

  /** Whether a row has given classes at some positions. */
  boolean hasClasses(int row, int positions, int[] classes) {
    for (int rest = positions; rest != 0; rest &= rest - 1) {
      int i = Integer.numberOfTrailingZeros(rest);
      if (classAt(row, i) != classes[i]) {
        return false;
      }
    }
    return true;
  }

  /** The same for positions one by one. */
  boolean hasClasses(int row, int[] positions, int[] classes) {
    for (int p : positions) {
      if (classAt(row, p) != classes[p]) {
        return false;
      }
    }
    return true;
  }

  boolean sameClasses(int row, int other, int[] positions) {
    for (int p : positions) {
      if (classAt(row, p) != classAt(other, p)) {
        return false;
      }
    }
    return true;
  }

  int hash(int row, int[] positions) {
    int h = 0;
    for (int p : positions) {
      h = h * 31 + classAt(row, p);
    }
    return h;
  }

  // ---------------------------------------------------------------- queries

  /** How many facts have the same values at the positions {@code mask}, on average, rounded. */
  public long rowsEach(int mask) {
    return mask == 0 || live() == 0 ? live() : Math.round((double) live() / index(mask).keys());
  }

  /** The index of a set of positions. */
  RowIndex index(int mask) {
    RowIndex known = existing(mask);
    if (known != null) {
      return known;
    }
    RowIndex made = new RowIndex(this, mask);
    indexes = Arrays.copyOf(indexes, indexes.length + 1);
    indexes[indexes.length - 1] = made;
    return made;
  }

  private @Nullable RowIndex existing(int mask) {
    for (RowIndex index : indexes) {
      if (index.mask == mask) {
        return index;
      }
    }
    return null;
  }

  /**
   * The index by which rows with given classes at the positions {@code mask} are found; it may be
   * one of fewer positions that leaves few rows. Null if looking at all rows is cheaper: an index
   * of many rows is made for the second query that needs it.
   */
  @Nullable RowIndex indexFor(int mask, int[] classes) {
    if (count > MANY && existing(mask) == null && scanned.add(mask)) {
      return null;
    }
    if (Integer.bitCount(mask) > 1 && existing(mask) == null) {
      for (RowIndex index : indexes) {
        if ((index.mask & ~mask) == 0 && index.count(index.find(classes)) <= FEW) {
          return index;
        }
      }
    }
    return index(mask);
  }

  /** The class of the values that equal an atom, if it {@link #isClass}. */
  public int classOf(Atom atom) {
    return terms.classOf(atom);
  }

  /** The same for an integer. */
  public int classOf(long integer) {
    return terms.classOf(integer);
  }

  /** Whether some row may have a value of this class. */
  public static boolean isClass(int known) {
    return known != TermIds.NONE;
  }

  /** The only row of now with the given classes at the positions {@code mask}. */
  public int onlyRow(int mask, int[] classes) {
    RowIndex index = existing(mask);
    if (index == null) {
      return SEVERAL;
    }
    int place = index.find(classes);
    if (index.isDead(place)) {
      return NO_ROW;
    }
    int last = index.last(place);
    return index.next(last) == last ? last : SEVERAL;
  }

  /**
   * The rows that there are now.
   *
   * @param classes what a row must have at the positions of {@code mask}
   * @param variables the variables of the pattern, at their positions
   * @param repeated the positions whose variable has occurred before
   * @param shaped the positions where a row must have something
   */
  public RowCursor cursor(
      int[] classes, int mask, @Nullable Variable[] variables, int repeated, int shaped) {
    return new RowCursor(this, classes, mask, variables, repeated, shaped, count, lastDeath);
  }

  /** All rows, with limits as for {@link #cursor}. */
  RowCursor all(long addedLimit, long removedLimit) {
    int arity = columns.length;
    return new RowCursor(
        this,
        new int[arity],
        0,
        new @Nullable Variable[arity],
        0,
        0,
        countAt(addedLimit),
        removedLimit);
  }

  /**
   * The rows that match a pattern of this head and size, or may match it if it is not {@link
   * RowPattern#isWhole}.
   *
   * @param addedLimit the stamp after which rows are too young
   * @param removedLimit what had been removed at this stamp is gone
   */
  RowCursor cursor(RowPattern pattern, long addedLimit, long removedLimit) {
    return pattern.isPossible()
        ? new RowCursor(
            this,
            pattern.classes(),
            pattern.mask(),
            pattern.variables(),
            pattern.repeated(),
            pattern.shaped(),
            countAt(addedLimit),
            removedLimit)
        : RowCursor.NONE;
  }
}
