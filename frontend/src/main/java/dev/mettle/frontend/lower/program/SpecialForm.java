package dev.mettle.frontend.lower.program;

import java.util.Optional;

/** Library functions and instructions that become branches and locals instead of calls. */
public enum SpecialForm {
  IF("if", 3),
  LET("let", 3),
  LET_SEQUENCE("let*", 2),
  CASE("case", 2),
  SWITCH("switch", 2),
  UNIFY("unify", 4),
  COLLAPSE("collapse", 1),
  SUPERPOSE("superpose", 1),
  MATCH("match", 3),
  QUOTE("quote", 1),
  NOEVAL("noeval", 1),
  EMPTY("empty", 0),
  CAR("car-atom", 1),
  CDR("cdr-atom", 1),
  CONS("cons-atom", 2),
  DECONS("decons-atom", 1),
  MAP("map-atom", 3),
  FILTER("filter-atom", 3),
  FOLD("foldl-atom", 5);

  private final String name;
  private final int arity;

  SpecialForm(String name, int arity) {
    this.name = name;
    this.arity = arity;
  }

  /** The name by which programs call it. */
  public String functionName() {
    return name;
  }

  /** The number of arguments. */
  public int arity() {
    return arity;
  }

  /** The form with this name and number of arguments. */
  public static Optional<SpecialForm> of(String name, int arity) {
    for (SpecialForm form : values()) {
      if (form.name.equals(name) && form.arity == arity) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }
}
