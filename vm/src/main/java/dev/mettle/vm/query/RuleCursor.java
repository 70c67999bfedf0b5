package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.Entry;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.RuleSet;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all spaces of a view that may match one call, in the order in which they are tried.
 * Like the cursors it is made of, it goes on only with the bindings under which it was made.
 */
public final class RuleCursor {

  private @Nullable Candidates current;
  private final List<Candidates> rest;
  private int part;
  private @Nullable Rule ahead;

  private RuleCursor(List<Candidates> parts) {
    this.rest = parts;
    lookAhead();
  }

  /** The rules of these sets, in their order. */
  public static RuleCursor of(RuleSet[] sets, Expression call) {
    if (sets.length == 1) {
      return new RuleCursor(List.of(sets[0].candidates(call)));
    }
    List<Candidates> parts = new ArrayList<>(sets.length);
    for (RuleSet set : sets) {
      parts.add(set.candidates(call));
    }
    return new RuleCursor(parts);
  }

  /** The rules for a call whose head is an expression. */
  public static RuleCursor forExpressionHead(View view, Expression call) {
    List<Candidates> parts = new ArrayList<>();
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        RuleSet set = space.rulesForExpressionHead(call);
        if (set != null) {
          parts.add(set.candidates(call));
        }
      }
    }
    return new RuleCursor(parts);
  }

  /** The rules for a call whose head is a plain value, such as a number. */
  public static RuleCursor forValueHead(View view, Expression call) {
    List<Candidates> parts = new ArrayList<>();
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        RuleSet set = space.rulesForValueHead(call.size());
        if (!set.isEmpty()) {
          parts.add(set.candidates(call));
        }
      }
    }
    return new RuleCursor(parts);
  }

  /** The rules for any atom, among them symbols and variables. */
  public static RuleCursor forAtom(View view, Atom atom) {
    List<Candidates> parts = new ArrayList<>();
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        parts.add(space.rulesForAtom(atom));
      }
    }
    return new RuleCursor(parts);
  }

  /** Whether there is another rule. */
  public boolean hasNext() {
    return ahead != null;
  }

  /**
   * The next rule.
   *
   * @throws NoSuchElementException if there is none
   */
  public Rule next() {
    Rule rule = ahead;
    if (rule == null) {
      throw new NoSuchElementException();
    }
    lookAhead();
    return rule;
  }

  private void lookAhead() {
    while (true) {
      Candidates c = current;
      if (c == null) {
        if (part == rest.size()) {
          ahead = null;
          return;
        }
        c = rest.get(part++);
        current = c;
      }
      while (c.hasNext()) {
        Entry entry = c.nextEntry();
        if (entry instanceof Rule rule) {
          ahead = rule;
          return;
        }
      }
      current = null;
    }
  }
}
