package dev.mettle.ir.atom;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name. Symbols are interned: two symbols of the same name are the same object. */
public final class Symbol extends Atom {

  private static final Map<String, Symbol> INTERNED = new ConcurrentHashMap<>(1024);

  private final String name;
  private final int hash;
  private final long bit;

  private Symbol(String name) {
    this.name = name;
    // Spread the hash, since the filter bit comes from its upper bits.
    int h = name.hashCode() * 0x9E3779B9;
    this.hash = h ^ (h >>> 15);
    this.bit = 1L << (h >>> 26);
  }

  /** The symbol of this name. */
  public static Symbol of(String name) {
    Symbol known = INTERNED.get(name);
    return known != null ? known : INTERNED.computeIfAbsent(name, Symbol::new);
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
