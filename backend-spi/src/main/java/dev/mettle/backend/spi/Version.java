package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import java.util.List;
import java.util.Optional;

/**
 * One specialisation of a function of a unit.
 *
 * @param function its place in {@link UnitRequest#functions}
 * @param lanes the lane of each parameter but the last one, which is the expected type
 * @param expected the expected type, if the version is for that one alone; otherwise it is a
 *     parameter
 * @since 1.0
 */
public record Version(int function, List<Lane> lanes, Optional<Atom> expected) {

  /** Copies the list. */
  public Version {
    lanes = List.copyOf(lanes);
  }
}
