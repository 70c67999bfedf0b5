package dev.mettle.backend.spi;

import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Gives a compiled class its constants. A static initialiser calls {@link #take} once and keeps
 * what it needs in static final fields, which HotSpot treats as constants.
 *
 * @since 1.0
 */
public final class ClassData {

  private ClassData() {}

  /**
   * The class data of the class that {@code lookup} belongs to, as an array.
   *
   * @throws IllegalStateException if the class was not defined with a list as its class data
   */
  public static Object[] take(MethodHandles.Lookup lookup) {
    try {
      return MethodHandles.classData(lookup, "_", List.class).toArray();
    } catch (IllegalAccessException | RuntimeException e) {
      throw new IllegalStateException("no class data for " + lookup.lookupClass().getName(), e);
    }
  }
}
