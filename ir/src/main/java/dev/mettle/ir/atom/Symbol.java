package dev.mettle.ir.atom;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A name. Symbols are interned: two symbols of the same name are the same object.
 *
 * @since 1.0
 */
public final class Symbol extends Atom {

  private static final Object CREATION = new Object();

  /**
   * All symbols by hash, with free places in between. Whoever does not find a symbol that another
   * thread has just put here looks again under the lock.
   */
  private static volatile @Nullable Symbol[] table = new @Nullable Symbol[2048];

  /** The symbols by number; replaced when it grows. */
  private static volatile Symbol[] numbered = new Symbol[1024];

  private static int count;

  private final String name;
  private final int hash;
  private final int number;
  private final long bit;

  private Symbol(String name, int number) {
    this.name = name;
    // Spread the hash, since the filter bit comes from its upper bits.
    int h = name.hashCode() * 0x9E3779B9;
    this.hash = spread(name);
    this.bit = 1L << (h >>> 26);
    this.number = number;
  }

  private static int spread(String name) {
    int h = name.hashCode() * 0x9E3779B9;
    return h ^ (h >>> 15);
  }

  /** The symbol of this name. */
  public static Symbol of(String name) {
    int hash = spread(name);
    Symbol known = find(table, name, hash);
    return known != null ? known : make(name, hash);
  }

  private static @Nullable Symbol find(@Nullable Symbol[] symbols, String name, int hash) {
    int mask = symbols.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Symbol symbol = symbols[i];
      if (symbol == null || symbol.hash == hash && symbol.name.equals(name)) {
        return symbol;
      }
    }
  }

  private static Symbol make(String name, int hash) {
    synchronized (CREATION) {
      @Nullable Symbol[] symbols = table;
      Symbol known = find(symbols, name, hash);
      if (known != null) {
        return known;
      }
      if (count * 2 >= symbols.length) {
        symbols = grown(symbols);
        table = symbols;
      }
      Symbol symbol = new Symbol(name, count);
      Symbol[] all = numbered;
      if (count == all.length) {
        all = Arrays.copyOf(all, count * 2);
      }
      all[count++] = symbol;
      numbered = all;
      insert(symbols, symbol);
      return symbol;
    }
  }

  private static @Nullable Symbol[] grown(@Nullable Symbol[] symbols) {
    @Nullable Symbol[] larger = new @Nullable Symbol[symbols.length * 2];
    for (Symbol symbol : symbols) {
      if (symbol != null) {
        insert(larger, symbol);
      }
    }
    return larger;
  }

  private static void insert(@Nullable Symbol[] symbols, Symbol symbol) {
    int mask = symbols.length - 1;
    int i = symbol.hash & mask;
    while (symbols[i] != null) {
      i = (i + 1) & mask;
    }
    symbols[i] = symbol;
  }

  /** The symbol whose {@link #number} this is. */
  public static Symbol ofNumber(int number) {
    return numbered[number];
  }

  /** A number that stands for this symbol as long as the process lives, from 0. */
  public int number() {
    return number;
  }

  /** The name as written in a program. */
  public String name() {
    return name;
  }

  @Override
  public boolean isGround() {
    return true;
  }

  @Override
  public long signature() {
    return bit;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
