package dev.mettle.ir.atom;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A variable: a name and a number. A variable that a program wrote has the number 0 and prints as
 * {@code $name}; a fresh one prints as {@code $name#number}.
 *
 * <p>A variable is also the cell that holds its value while a machine runs. Only the machine that
 * made a variable may bind it; variables inside stored atoms (rules, facts) are never bound but
 * replaced by variables of the run. Which of two unified variables points to the other follows from
 * {@link #serial}: younger to older, so that the names of a caller's variables survive. The
 * variables of one scope, such as those of a rule that is applied, are of the same age; of these
 * the one on the side of the value survives, not the one of the pattern.
 *
 * <p>A variable with a {@link #slot} stands for a place of a frame in the template of a rule. It
 * never leaves the template: instantiation replaces it.
 *
 * @since 1.0
 */
public final class Variable extends Atom {

  private static final AtomicLong SERIALS = new AtomicLong(1);

  private final String name;
  private final long number;
  private final long serial;

  /** A slot, or -1 for a variable that is none. */
  private final int slot;

  private @Nullable Atom binding;

  private Variable(String name, long number, long serial, int slot) {
    this.name = name;
    this.number = number;
    this.serial = serial;
    this.slot = slot;
  }

  /** The variable that a program writes as {@code $name}. */
  public static Variable of(String name) {
    return new Variable(name, 0, SERIALS.getAndIncrement(), -1);
  }

  /** A variable that differs from all others and keeps {@code name} for the reader. */
  public static Variable fresh(String name) {
    long serial = SERIALS.getAndIncrement();
    return new Variable(name, serial, serial, -1);
  }

  /**
   * Begins a scope: variables that come into being together, however late they are made.
   *
   * @return the serial that all of them have
   */
  public static long newScope() {
    return SERIALS.getAndIncrement();
  }

  /**
   * A fresh variable of a scope.
   *
   * @param scope the serial of the scope, or of one of its variables
   * @param name what a reader sees
   */
  public static Variable freshIn(long scope, String name) {
    return new Variable(name, SERIALS.getAndIncrement(), scope, -1);
  }

  /**
   * The variable that a program writes as {@code $name}, as one of a scope.
   *
   * @param scope the serial of the scope, or of one of its variables
   * @param name the name without the dollar sign
   */
  public static Variable in(long scope, String name) {
    return new Variable(name, 0, scope, -1);
  }

  /** A variable with a given number, as it is read back from a printed form. */
  public static Variable of(String name, long number) {
    return new Variable(name, number, SERIALS.getAndIncrement(), -1);
  }

  /** The place {@code slot} (0 or more) of a frame in a rule's template. */
  public static Variable slot(String name, int slot) {
    return new Variable(name, 0, 0, slot);
  }

  /** The name without the dollar sign; may be empty. */
  public String name() {
    return name;
  }

  /** 0 for a variable as written, otherwise the number printed after {@code #}. */
  public long number() {
    return number;
  }

  /** Age: a variable with a larger serial, or its scope, was made later. */
  public long serial() {
    return serial;
  }

  /** Whether this variable is younger than another one. */
  public boolean isYoungerThan(Variable other) {
    return serial > other.serial;
  }

  /** The frame slot that this template variable stands for, or -1. */
  public int slot() {
    return slot;
  }

  /** The serial that the next variable will have; older variables have smaller ones. */
  public static long nextSerial() {
    return SERIALS.get();
  }

  /** The value that the running machine gave to this variable, if it has one. */
  public @Nullable Atom binding() {
    return binding;
  }

  /** Gives this variable a value, or takes it away; for the machine that made the variable. */
  public void bind(@Nullable Atom value) {
    binding = value;
  }

  @Override
  public boolean isGround() {
    return false;
  }

  @Override
  public long signature() {
    return 0;
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Long.hashCode(number) + slot;
  }
}
