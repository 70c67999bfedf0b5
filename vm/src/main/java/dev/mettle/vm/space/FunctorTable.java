package dev.mettle.vm.space;

import dev.mettle.ir.atom.Symbol;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map from a head symbol and a number of children to whatever is kept for expressions of that
 * form. Looked up at every call and query, so it compares identities and allocates nothing. Before
 * it grows it lets go of what is idle, so that forms that come and go do not fill it.
 */
final class FunctorTable<V> {

  private static final int INITIAL_CAPACITY = 8;

  private @Nullable Symbol[] heads = new @Nullable Symbol[INITIAL_CAPACITY];
  private int[] sizes = new int[INITIAL_CAPACITY];
  private @Nullable Object[] values = new @Nullable Object[INITIAL_CAPACITY];
  private final Predicate<V> isIdle;
  private int count;

  /**
   * An empty table.
   *
   * @param isIdle tells what may be forgotten, since it would be made anew as it is
   */
  FunctorTable(Predicate<V> isIdle) {
    this.isIdle = isIdle;
  }

  /** Number of forms. */
  int count() {
    return count;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(Symbol head, int size) {
    return (V) values[find(head, size)];
  }

  void put(Symbol head, int size, V value) {
    int i = find(head, size);
    if (values[i] == null) {
      if (count * 2 >= values.length) {
        makeRoom();
        i = find(head, size);
      }
      count++;
      heads[i] = head;
      sizes[i] = size;
    }
    values[i] = value;
  }

  @SuppressWarnings("unchecked")
  void forEach(Consumer<V> action) {
    for (Object value : values) {
      if (value != null) {
        action.accept((V) value);
      }
    }
  }

  private int find(Symbol head, int size) {
    int mask = values.length - 1;
    int h = (head.hashCode() + size) * 0x9E3779B9;
    int i = (h ^ (h >>> 16)) & mask;
    while (values[i] != null && (heads[i] != head || sizes[i] != size)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private void makeRoom() {
    @Nullable Symbol[] oldHeads = heads;
    int[] oldSizes = sizes;
    @Nullable Object[] oldValues = values;
    int used = 0;
    for (int j = 0; j < oldValues.length; j++) {
      if (oldValues[j] != null && isIdle(oldValues[j])) {
        oldValues[j] = null;
      }
      used += oldValues[j] == null ? 0 : 1;
    }
    int capacity = used * 4 > oldValues.length ? oldValues.length * 2 : oldValues.length;
    heads = new @Nullable Symbol[capacity];
    sizes = new int[capacity];
    values = new @Nullable Object[capacity];
    count = used;
    for (int j = 0; j < oldValues.length; j++) {
      Symbol head = oldHeads[j];
      if (head != null && oldValues[j] != null) {
        int i = find(head, oldSizes[j]);
        heads[i] = head;
        sizes[i] = oldSizes[j];
        values[i] = oldValues[j];
      }
    }
  }

  @SuppressWarnings("unchecked")
  private boolean isIdle(Object value) {
    return isIdle.test((V) value);
  }
}
