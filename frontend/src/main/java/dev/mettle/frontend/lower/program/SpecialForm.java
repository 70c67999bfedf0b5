package dev.mettle.frontend.lower.program;

import java.util.Optional;

/**
 * The library functions and instructions that become branches and locals instead of calls. What is
 * said of them here is all that others know of them by name.
 */
public enum SpecialForm {
  IF("if", 3, Meaning.RULES, true),
  LET("let", 3, Meaning.RULES, true),
  LET_SEQUENCE("let*", 2, Meaning.RULES, true),
  CASE("case", 2, Meaning.RULES, true),
  SWITCH("switch", 2, Meaning.RULES, true),
  UNIFY("unify", 4, Meaning.INSTRUCTION, true),
  COLLAPSE("collapse", 1, Meaning.RULES, false),
  SUPERPOSE("superpose", 1, Meaning.OPERATION, true),
  MATCH("match", 3, Meaning.OPERATION, true),
  QUOTE("quote", 1, Meaning.RULES, false),
  NOEVAL("noeval", 1, Meaning.RULES, false),
  CAR("car-atom", 1, Meaning.RULES, true),
  CDR("cdr-atom", 1, Meaning.RULES, true),
  CONS("cons-atom", 2, Meaning.INSTRUCTION, true),
  DECONS("decons-atom", 1, Meaning.INSTRUCTION, true),
  MAP("map-atom", 3, Meaning.RULES, true),
  FILTER("filter-atom", 3, Meaning.RULES, true),
  FOLD("foldl-atom", 5, Meaning.RULES, true);

  /** What gives a form its meaning. */
  public enum Meaning {
    /** The rules of the library, as long as no program adds to them. */
    RULES,
    /** It is a minimal instruction, whatever rules there are. */
    INSTRUCTION,
    /** It is a grounded operation. */
    OPERATION
  }

  private final String name;
  private final int arity;
  private final Meaning meaning;
  private final boolean parts;

  SpecialForm(String name, int arity, Meaning meaning, boolean parts) {
    this.name = name;
    this.arity = arity;
    this.meaning = meaning;
    this.parts = parts;
  }

  /** The name by which programs call it. */
  public String functionName() {
    return name;
  }

  /** The number of arguments. */
  public int arity() {
    return arity;
  }

  /** What gives it its meaning. */
  public Meaning meaning() {
    return meaning;
  }

  /** Whether a call may have several values, so that errors of some of them may not count. */
  boolean mayPart() {
    return parts;
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
