package dev.mettle.backend.spi;

import dev.mettle.ir.opcode.Opcode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an engine must know about a backend before it asks it for anything.
 *
 * @param id the name by which users choose the backend: lower-case letters, digits and dashes
 * @param version the backend's own version, for readers
 * @param specVersion the version of this contract that it was written for
 * @param opcodes what it has code for; at any other its code leaves, or it declines the function
 * @param lanes where its code gives results whose kinds are known: unboxed in these, of the three
 *     there are; empty if every result is a reference
 * @param priority decides where the user does not: the highest one wins, then the smaller id
 * @since 1.0
 */
public record BackendDescriptor(
    String id,
    String version,
    SpecVersion specVersion,
    Set<Opcode> opcodes,
    Set<Lane> lanes,
    int priority) {

  private static final Set<Lane> UNBOXED =
      Collections.unmodifiableSet(EnumSet.of(Lane.LONG, Lane.DOUBLE, Lane.BOOLEAN));

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  /** Checks the id and the lanes, and copies the sets. */
  public BackendDescriptor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a backend's id consists of lower-case letters, digits and dashes: " + id);
    }
    EnumSet<Opcode> copy = EnumSet.noneOf(Opcode.class);
    copy.addAll(opcodes);
    opcodes = Collections.unmodifiableSet(copy);
    if (!UNBOXED.containsAll(lanes)) {
      throw new IllegalArgumentException("results are unboxed in " + UNBOXED + ", not in " + lanes);
    }
    EnumSet<Lane> unboxed = EnumSet.noneOf(Lane.class);
    unboxed.addAll(lanes);
    lanes = Collections.unmodifiableSet(unboxed);
  }

  /**
   * A backend whose code gives results in each lane, which is what one has that leaves lanes to the
   * shared translator.
   *
   * @param id the name by which users choose the backend
   * @param version the backend's own version
   * @param specVersion the version of this contract that it was written for
   * @param opcodes what it has code for
   * @param priority decides where the user does not
   */
  public BackendDescriptor(
      String id, String version, SpecVersion specVersion, Set<Opcode> opcodes, int priority) {
    this(id, version, specVersion, opcodes, UNBOXED, priority);
  }

  /** Whether its code gives results unboxed wherever that can be. */
  public boolean hasAllLanes() {
    return lanes.equals(UNBOXED);
  }

  /** All opcodes of the stages 1 to {@code stage}. */
  public static Set<Opcode> opcodesUpToStage(int stage) {
    EnumSet<Opcode> set = EnumSet.noneOf(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() <= stage) {
        set.add(opcode);
      }
    }
    return set;
  }
}
