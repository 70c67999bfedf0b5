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
   * All symbols by hash, with free places in between. The hashes lie side by side, so that a search
   * looks at the symbol that it finds, and seldom at another one; 0 is a free place. Whoever does
   * not find a symbol that another thread has just put here looks again under the lock.
   */
  private static final class Table {
    private final int[] hashes;
    private final @Nullable Symbol[] symbols;

    Table(int capacity) {
      hashes = new int[capacity];
      symbols = new @Nullable Symbol[capacity];
    }

    int capacity() {
      return hashes.length;
    }

    @Nullable Symbol find(String name, int hash) {
      int mask = hashes.length - 1;
      for (int i = hash & mask; hashes[i] != 0; i = (i + 1) & mask) {
        if (hashes[i] == hash) {
          Symbol symbol = symbols[i];
          if (symbol == null || symbol.name.equals(name)) {
            return symbol;
          }
        }
      }
      return null;
    }

    void insert(Symbol symbol) {
      int mask = hashes.length - 1;
      int i = symbol.hash & mask;
      while (hashes[i] != 0) {
        i = (i + 1) & mask;
      }
      symbols[i] = symbol;
      hashes[i] = symbol.hash;
    }

    Table grown() {
      Table larger = new Table(hashes.length * 2);
      for (Symbol symbol : symbols) {
        if (symbol != null) {
          larger.insert(symbol);
        }
      }
      return larger;
    }
  }

  private static volatile Table table = new Table(2048);

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
    int spread = h ^ (h >>> 15);
    return spread == 0 ? 1 : spread;
  }

  /** The symbol of this name. */
  public static Symbol of(String name) {
    int hash = spread(name);
    Symbol known = table.find(name, hash);
    return known != null ? known : make(name, hash);
  }

  private static Symbol make(String name, int hash) {
    synchronized (CREATION) {
      Table symbols = table;
      Symbol known = symbols.find(name, hash);
      if (known != null) {
        return known;
      }
      if (count * 2 >= symbols.capacity()) {
        symbols = symbols.grown();
        table = symbols;
      }
      Symbol symbol = new Symbol(name, count);
      Symbol[] all = numbered;
      if (count == all.length) {
        all = Arrays.copyOf(all, count * 2);
      }
      all[count++] = symbol;
      numbered = all;
      symbols.insert(symbol);
      return symbol;
    }
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
