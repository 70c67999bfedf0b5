package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.Terms;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes atoms from templates whose slots are the locals of the running frame. */
public final class FrameTemplates {

  private static final int RECURSION_LIMIT = 96;

  private final FrameStack frames;

  public FrameTemplates(FrameStack frames) {
    this.frames = frames;
  }

  /** The instance of a template over the locals. */
  public Atom instantiate(Atom template) {
    return instantiate(template, 0);
  }

  private Atom instantiate(Atom template, int depth) {
    if (template.isGround()) {
      return template;
    }
    if (template instanceof Variable v) {
      return v.slot() < 0 ? v : local(v);
    }
    Expression e = (Expression) template;
    if (depth == RECURSION_LIMIT) {
      return instantiateDeep(e);
    }
    Atom[] children = e.toArray();
    for (int i = 0; i < children.length; i++) {
      children[i] = instantiate(children[i], depth + 1);
    }
    return Expression.owning(children);
  }

  private Atom local(Variable slot) {
    return Terms.resolve(frames.at(frames.base + Code.LOCALS + slot.slot()));
  }

  /** The same without recursion: gathers the locals that the template has, and fills them in. */
  private Atom instantiateDeep(Expression template) {
    @Nullable Atom[] slots = new Atom[16];
    ArrayDeque<Expression> pending = new ArrayDeque<>();
    pending.push(template);
    while (!pending.isEmpty()) {
      for (Atom child : pending.pop()) {
        if (child instanceof Expression inner && !inner.isGround()) {
          pending.push(inner);
        } else if (child instanceof Variable v && v.slot() >= 0) {
          if (v.slot() >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(v.slot() + 1, 2 * slots.length));
          }
          if (slots[v.slot()] == null) {
            slots[v.slot()] = local(v);
          }
        }
      }
    }
    return Terms.instantiate(template, slots);
  }
}
