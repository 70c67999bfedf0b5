package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library functions that are computed directly while their meaning is the library's own. */
public final class IntrinsicTable {

  /** A function by name and number of arguments. */
  record Function(Symbol name, int arity) {
    static Function of(String name, int arity) {
      return new Function(Symbol.of(name), arity);
    }
  }

  /**
   * An intrinsic, and the functions that the rules it stands for call: it must not be used either
   * while one of those has another meaning.
   */
  record Definition(Intrinsic intrinsic, List<Function> uses) {

    /** The symbols whose rules decide whether the intrinsic may be used, as a filter. */
    long signature(Symbol head) {
      long signature = head.signature();
      for (Function used : uses) {
        signature |= used.name().signature();
      }
      return signature;
    }
  }

  private final AtomSpace library;
  private final Map<Function, Definition> definitions = new HashMap<>();
  private final Map<Function, Long> stamps = new HashMap<>();

  /** A table for the rules of {@code library}. */
  public IntrinsicTable(AtomSpace library) {
    this.library = library;
  }

  /** The space whose rules the intrinsics stand for. */
  public AtomSpace library() {
    return library;
  }

  /** Declares an intrinsic for {@code name}, the rules of which call nothing else with rules. */
  public void define(String name, int arity, Intrinsic intrinsic) {
    define(name, arity, intrinsic, List.of());
  }

  /** Declares an intrinsic for {@code name}, the rules of which call {@code uses}. */
  void define(String name, int arity, Intrinsic intrinsic, List<Function> uses) {
    definitions.put(Function.of(name, arity), new Definition(intrinsic, uses));
  }

  /** What is declared for a function, or null. */
  @Nullable Definition find(Function function) {
    return definitions.get(function);
  }

  /** Whether these rules of the library are still what they were when they were first asked for. */
  boolean isUnchanged(Function function, RuleSet rules) {
    return stamps.computeIfAbsent(function, f -> rules.stamp()) == rules.stamp();
  }
}
