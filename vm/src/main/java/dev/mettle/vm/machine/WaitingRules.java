package dev.mettle.vm.machine;

import dev.mettle.vm.space.RuleCode;
import java.util.ArrayList;
import java.util.List;

/** The rules that were at work when a run was stopped, the innermost first; not very many. */
public final class WaitingRules {

  /** How many are told. */
  private static final int MOST = 9;

  /** So many frames are looked at. */
  private static final int FRAMES = 10_000;

  /**
   * A rule.
   *
   * @param code the rule, or code that it is part of
   * @param line its line; 0 if it is not known, or if the code is one rule
   */
  public record At(RuleCode code, int line) {}

  private final List<At> rules = new ArrayList<>();
  private int frames;
  private boolean more;

  /** Adds a rule that waits for those before; one that waits for itself is told once. */
  public void add(RuleCode code, int place) {
    frames++;
    if (code == RuleCode.NONE || more) {
      return;
    }
    At next = new At(code, code.lineAt(place));
    if (!rules.isEmpty() && rules.getLast().equals(next)) {
      return;
    }
    if (rules.size() == MOST) {
      more = true;
    } else {
      rules.add(next);
    }
  }

  /** Whether these say where what those begin with is, or those say nothing. */
  boolean isMoreExactThan(WaitingRules others) {
    return !rules.isEmpty()
        && (others.rules.isEmpty()
            || others.rules.getFirst().line() == 0
                && others.rules.getFirst().code() == rules.getFirst().code());
  }

  /** Whether they begin with a rule, or with code of it. */
  boolean beginsWith(RuleCode code, int place) {
    if (rules.isEmpty()) {
      return false;
    }
    At first = rules.getFirst();
    return first.code() == code
        || !first.code().sourceName().isEmpty()
            && first.code().sourceName().equals(code.sourceName())
            && first.line() == code.lineAt(place);
  }

  /** These, and the others that wait for them. */
  WaitingRules before(WaitingRules others) {
    WaitingRules all = new WaitingRules();
    all.rules.addAll(rules);
    for (At at : others.rules) {
      boolean isTold = all.rules.getFirst().code() == at.code();
      if (!isTold) {
        all.rules.add(at);
      }
    }
    all.more = others.more;
    all.frames = others.frames;
    return all;
  }

  /** Whether it is of use to look at more frames. */
  public boolean wantsMore() {
    return !more && frames < FRAMES;
  }

  /** What was found. */
  public List<At> rules() {
    return rules;
  }

  /** Whether there is more than that. */
  public boolean hasMore() {
    return more || frames >= FRAMES;
  }
}
