package dev.mettle.vm.code.link;

import dev.mettle.vm.code.Code;
import dev.mettle.vm.space.Rule;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The code of single rules, where rules are found by the index of their space. There is never much
 * more of it than there are rules: what belongs to removed rules is swept out after as many changes
 * as there are codes, and what belongs to rules of a dead space goes with the rules.
 */
final class ClauseCodes {

  /** So few codes of removed rules are not worth a look. */
  private static final int FEW = 64;

  /** So many rules at most are found without a search; a power of two. */
  private static final int MET = 16;

  /** The code of a rule's body, for values and for callers that want the body itself. */
  static final class ClauseCode {
    @Nullable Code code;
    @Nullable Code dataCode;
    boolean tooLarge;
  }

  private final Map<Rule, ClauseCode> byRule = new WeakHashMap<>();
  private long sweptAt;

  /** The rules that were met last, by the order in which their space got them. */
  private final @Nullable Met[] met = new Met[MET];

  /**
   * A rule that was met.
   *
   * @param rule which one
   * @param code what is known of it
   */
  private record Met(WeakReference<Rule> rule, ClauseCode code) {}

  /** What is known of a rule. A removed one is met once more at most, so nobody keeps its code. */
  ClauseCode of(Rule rule) {
    if (rule.isRemoved()) {
      return new ClauseCode();
    }
    int place = (int) rule.added() & MET - 1;
    Met known = met[place];
    if (known == null || !known.rule.refersTo(rule)) {
      ClauseCode code = byRule.computeIfAbsent(rule, r -> new ClauseCode());
      known = new Met(new WeakReference<>(rule), code);
      met[place] = known;
    }
    return known.code;
  }

  /** Takes note that the clock of changes says {@code now}. */
  void passed(long now) {
    if (now - sweptAt > FEW + byRule.size()) {
      byRule.keySet().removeIf(Rule::isRemoved);
      sweptAt = now;
    }
  }
}
