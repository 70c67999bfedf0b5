package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.space.AtomSpace;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pattern over the locals of a function, some of which it sets. */
public final class PatternSite extends CodeSite {

  public final Atom pattern;

  /** The locals that the pattern sets. */
  public final int[] sets;

  /** The locals that stand in the pattern and have their values before. */
  public final int[] reads;

  /** The place of their scope, or -1 if no alternative can have parted yet. */
  public final int scope;

  /** One more than the largest local in the pattern. */
  public final int slotCount;

  /**
   * Whether the pattern is a row of constants and variables that it sets, each once; a value is
   * then taken apart without unification.
   */
  public final boolean flat;

  private final Map<Integer, Integer> orders = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  private PatternSite(Atom pattern, int[] sets, int scope) {
    this.pattern = pattern;
    this.scope = scope;
    this.sets = sets;
    int max = -1;
    ArrayDeque<Atom> parts = new ArrayDeque<>(List.of(pattern));
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Variable v) {
        max = Math.max(max, v.slot());
        names.put(v.slot(), v.name());
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      }
    }
    this.slotCount = max + 1;
    this.reads =
        names.keySet().stream()
            .mapToInt(Integer::intValue)
            .filter(slot -> slot >= 0 && Arrays.stream(sets).noneMatch(set -> set == slot))
            .toArray();
    this.flat = isFlat(pattern, sets);
  }

  private static boolean isFlat(Atom pattern, int[] sets) {
    if (!(pattern instanceof Expression e)) {
      return false;
    }
    int variables = 0;
    for (Atom child : e) {
      if (child instanceof Variable v) {
        variables++;
        boolean set = false;
        for (int local : sets) {
          set |= local == v.slot();
        }
        if (!set) {
          return false;
        }
      } else if (child instanceof Expression) {
        return false;
      }
    }
    return variables == sets.length;
  }

  /** From the constant of the instruction: the locals that are set, and the pattern. */
  public static PatternSite of(Expression constant) {
    Expression numbers = (Expression) constant.get(0);
    int[] sets = new int[numbers.size()];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = (int) ((LongAtom) numbers.get(i)).value();
    }
    if (constant.size() == 2) {
      return new PatternSite(constant.get(1), sets, -1);
    }
    Expression variables = (Expression) constant.get(2);
    PatternSite site = new PatternSite(constant.get(1), sets, Code.LOCALS + intAt(variables, 0));
    for (int i = 0; i < sets.length; i++) {
      site.orders.put(sets[i], intAt(variables, i + 1));
    }
    return site;
  }

  private static int intAt(Expression numbers, int index) {
    return (int) ((LongAtom) numbers.get(index)).value();
  }

  /** Whether a value is to be asked for the pattern, rather than taken apart by it. */
  public boolean isQueryOf(Atom value) {
    return value instanceof AtomSpace && !(pattern instanceof Variable);
  }

  /** Which variable of the scope belongs into a local. */
  public int orderOf(int local) {
    return orders.getOrDefault(local, 0);
  }

  /** The name of the variable that belongs into a local. */
  public String nameOf(int local) {
    return names.getOrDefault(local, "x");
  }
}
