package dev.mettle.vm.promotion;

import dev.mettle.backend.spi.Natives;
import dev.mettle.frontend.lower.DeclineReason;
import dev.mettle.frontend.lower.Lowering;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.vm.interp.Leave;
import dev.mettle.vm.library.OperationContext;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.View;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TieredFunction;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.types.TypeInference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lowers what a program calls and has it run by the tiers. What was lowered is dropped when
 * something that it relied on changes, and lowered again.
 *
 * <p>Used by the engine's thread alone.
 */
public final class Promotion implements CodeSource {

  private static final String EXPRESSIONS = "top-level expressions";

  /** A function that is dropped again and again costs more to lower than it can save. */
  private static final int MAX_DROPS = 50;

  private final Tiers tiers;
  private final TypeInference types;
  private final AtomSpace library;
  private final OperationRegistry operations;
  private final RulePlaces places = new RulePlaces();
  private final TierContext context = new TierContext();
  private final Map<CallKey, Integer> drops = new HashMap<>();

  /**
   * Promotion with these options.
   *
   * @param types the types of atoms
   * @param library the space whose functions no statistics speak of
   * @param context what operations may use
   */
  public Promotion(
      TierOptions options, TypeInference types, AtomSpace library, OperationContext context) {
    this.tiers = new Tiers(options);
    this.types = types;
    this.library = library;
    this.operations = new OperationRegistry(context);
  }

  /** The tiers that run what was lowered. */
  public Tiers tiers() {
    return tiers;
  }

  /** Notes where an atom of the program was written, for line numbers in code. */
  public void written(Atom atom, SourcePosition place) {
    places.note(atom, place);
  }

  /** Lowering for what is seen in {@code view}. */
  public Lowering lowering(View view) {
    return Lowering.in(environment(view));
  }

  /** The operations that code may call. */
  public Natives natives() {
    return operations;
  }

  // ------------------------------------------------------------------ functions

  @Override
  public @Nullable CallCode code(View view, Symbol head, int size, @Nullable CallCode previous) {
    ViewEnvironment environment = environment(view);
    CallKey key = CallKey.of(head, size - 1);
    if (previous instanceof LoweredFunction known) {
      if (isCurrent(known, environment)) {
        return known;
      }
      drops.merge(key, 1, Integer::sum);
      tiers.retire(known.function(), key.toString(), "dropped: what it relied on has changed");
    }
    if (drops.getOrDefault(key, 0) > MAX_DROPS) {
      return refuse(view, key, "what it relies on changes too often");
    }
    Rule rule = environment.soleRule(head, size - 1);
    if (rule == null) {
      return refuse(view, key, DeclineReason.SEVERAL_RULES.description());
    }
    return switch (Lowering.in(environment).function(key)) {
      case LoweringResult.Lowered lowered ->
          tiers
              .install(lowered.function(), operations)
              .<CallCode>map(function -> new LoweredFunction(function, rule, context))
              .orElse(null);
      case LoweringResult.Declined declined -> refuse(view, key, declined.toString());
    };
  }

  private @Nullable CallCode refuse(View view, CallKey key, String reason) {
    if (!isLibraryFunction(view, key)) {
      tiers.refuse(key.toString(), reason);
    }
    return null;
  }

  private boolean isLibraryFunction(View view, CallKey key) {
    for (AtomSpace source : view.sources()) {
      if (source != library && !source.rules(key.head(), key.parameterCount()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCurrent(LoweredFunction code, ViewEnvironment environment) {
    for (Assumption assumption : code.function().function().assumptions()) {
      if (!environment.holds(assumption, code.rule())) {
        return false;
      }
    }
    return code.function()
        .code()
        .map(c -> c.reliedOn().stream().allMatch(a -> environment.holds(a, code.rule())))
        .orElse(true);
  }

  private ViewEnvironment environment(View view) {
    return new ViewEnvironment(view, operations, types, places);
  }

  // ------------------------------------------------------------------ expressions

  /**
   * The value of a top-level expression, if it consists of pure operations; null if it has to be
   * evaluated.
   *
   * @param place where it was written, if that is known
   */
  public @Nullable Atom value(Atom goal, View view, Optional<SourcePosition> place) {
    LoweringResult result =
        lowering(view)
            .expression(
                goal,
                place.map(p -> p.source().name()).orElse(""),
                place.map(SourcePosition::line).orElse(0));
    return switch (result) {
      case LoweringResult.Declined declined -> {
        tiers.refuseExpression(declined.reason().description());
        yield null;
      }
      case LoweringResult.Lowered lowered -> {
        Optional<TieredFunction> function = tiers.install(lowered.function(), operations);
        yield function.isPresent() ? run(function.get()) : null;
      }
    };
  }

  private @Nullable Atom run(TieredFunction function) {
    try {
      Atom value = function.call(context);
      return value instanceof Leave ? null : value;
    } finally {
      tiers.retire(function, EXPRESSIONS, "each ran once");
    }
  }
}
