package dev.mettle.engine.tree;

import dev.mettle.engine.module.Module;
import dev.mettle.engine.module.ModulePath;
import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.engine.runtime.Output;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultSink;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs programs on one tier, in one engine that keeps what they define. */
final class WalkedProgram {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final EngineRuntime runtime;
  private long steps;
  private boolean wraps;
  private int wrapped;

  /** Runs on the tree-walker alone. */
  WalkedProgram() {
    this(Tier.TREE);
  }

  /** Runs on a tier. */
  WalkedProgram(Tier tier) {
    runtime =
        new EngineRuntime(
            new Output(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)),
            FileAccess.nothing(),
            ModulePath.ofProcess(),
            TierOptions.DEFAULT.withTier(tier));
  }

  /** Has each call evaluated as the body of a rule of its own. */
  void wrapInRules() {
    wraps = true;
  }

  /** The results of each {@code !}, separated by blanks; errors do not end the run. */
  List<String> run(String text) {
    List<String> lines = new ArrayList<>();
    List<String> results = new ArrayList<>();
    each(
        text,
        result -> {
          results.add(result.toString().replaceAll("#\\d+", "#"));
          return true;
        },
        () -> {
          lines.add(String.join(" ", results));
          results.clear();
        });
    return lines;
  }

  /** Hands the results of all {@code !} to {@code sink}. */
  void run(String text, ResultSink sink) {
    each(text, sink, () -> {});
  }

  /** The lines that programs have printed. */
  List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Machine steps of all runs so far, about. */
  long steps() {
    return steps;
  }

  Machine machine() {
    return runtime.machine();
  }

  private void each(String text, ResultSink sink, Runnable done) {
    Module module = runtime.modules().current();
    AtomReader reader = new AtomReader(new SourceText("test.metta", text), module.tokenizer());
    boolean evaluates = false;
    try {
      for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
        Atom atom = next.get();
        if (atom == Symbols.BANG) {
          evaluates = true;
        } else if (evaluates) {
          evaluates = false;
          Limits limits = Limits.none();
          runtime.evaluate(module, wraps ? inRule(module, atom) : atom, limits, sink);
          steps += limits.steps();
          done.run();
        } else {
          module.space().add(atom);
        }
      }
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private Atom inRule(Module module, Atom body) {
    Atom call = Expression.of(Symbol.of("wrapped-" + wrapped++));
    module.space().add(Expression.of(Symbols.EQUALS, call, body));
    return call;
  }
}
