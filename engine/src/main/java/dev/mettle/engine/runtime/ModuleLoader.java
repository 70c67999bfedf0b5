package dev.mettle.engine.runtime;

import dev.mettle.engine.module.Module;
import dev.mettle.engine.module.ModuleException;
import dev.mettle.engine.module.ModuleFinder;
import dev.mettle.engine.module.ModuleLocation;
import dev.mettle.engine.module.ModuleName;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads modules. Their texts run on the machine as what asks for them does, so that limits hold and
 * nothing is nested: each method sets up the next step and says by an {@link Outcome} how it ended.
 */
final class ModuleLoader {

  /** How loading ends. */
  interface Outcome {
    /** The module is there. */
    void loaded(Machine m, Module module);

    /** It is not, for this reason. */
    void failed(Machine m, String reason);

    /** It is not, since this error has ended its text. */
    void ended(Machine m, Expression error);
  }

  private static final String DISTRIBUTED_SPACE = "das";

  private final Goals goals;
  private final Modules modules;
  private final ModuleFinder finder;
  private final ModuleErrors errors;

  ModuleLoader(Goals goals, Modules modules, ModuleFinder finder, ModuleErrors errors) {
    this.goals = goals;
    this.modules = modules;
    this.finder = finder;
    this.errors = errors;
  }

  /** Loads what {@code written} means to the running module, and what lies above it first. */
  void load(Machine m, String written, Frame k, Outcome outcome) {
    ModuleName name = resolved(m, written, outcome::failed);
    if (name == null) {
      return;
    }
    load(m, name, k, outcome);
  }

  /** What {@code written} means to the running module; null if it means nothing, which is told. */
  private @Nullable ModuleName resolved(
      Machine m, String written, BiConsumer<Machine, String> failed) {
    try {
      return modules.current().name().resolve(written);
    } catch (ModuleException e) {
      failed.accept(m, e.getMessage());
      return null;
    }
  }

  private void load(Machine m, ModuleName wanted, Frame k, Outcome outcome) {
    Module last = modules.named(ModuleName.TOP).orElseThrow();
    for (int depth = 1; depth <= wanted.parts().size(); depth++) {
      ModuleName name = wanted.prefix(depth);
      // What is on the way may still be loading: a module finds those below itself.
      boolean onTheWay = depth < wanted.parts().size() || name.equals(modules.current().name());
      Optional<Module> loading = onTheWay ? modules.loading(name) : Optional.empty();
      Optional<Module> known = loading.or(() -> modules.named(name));
      if (known.isEmpty()) {
        Module above = last;
        loadMissing(
            m,
            above,
            name,
            k,
            new Outcome() {
              @Override
              public void loaded(Machine machine, Module module) {
                load(machine, wanted, k, outcome);
              }

              @Override
              public void failed(Machine machine, String reason) {
                outcome.failed(machine, reason);
              }

              @Override
              public void ended(Machine machine, Expression error) {
                outcome.ended(machine, error);
              }
            });
        return;
      }
      last = known.get();
    }
    outcome.loaded(m, last);
  }

  private void loadMissing(Machine m, Module above, ModuleName name, Frame k, Outcome outcome) {
    try {
      name.checkLast();
    } catch (ModuleException e) {
      outcome.failed(m, e.getMessage());
      return;
    }
    Optional<ModuleLocation> found;
    try {
      found = finder.find(name.last(), above.directories());
    } catch (ModuleException e) {
      found = Optional.empty();
      if (modules.builtin(name.last()).isEmpty()) {
        outcome.failed(m, unresolved(name.toString()) + ": " + e.getMessage());
        return;
      }
    }
    if (found.isPresent()) {
      loadFrom(m, found.get(), name, k, outcome);
      return;
    }
    Optional<Module> builtin = modules.builtin(name.last());
    if (builtin.isPresent()) {
      modules.alias(name, builtin.get());
      outcome.loaded(m, builtin.get());
    } else if (name.last().equals(DISTRIBUTED_SPACE)) {
      outcome.failed(m, "das is not available: this engine connects to no distributed space");
    } else {
      outcome.failed(m, unresolved(name.toString()));
    }
  }

  private static String unresolved(String name) {
    return "Failed to resolve module " + name;
  }

  /** Loads the module in a file or directory as {@code name}, if it is not loaded yet. */
  void loadFrom(Machine m, ModuleLocation location, ModuleName name, Frame k, Outcome outcome) {
    Optional<Module> known = modules.in(location);
    if (known.isPresent()) {
      modules.alias(name, known.get());
      outcome.loaded(m, known.get());
      return;
    }
    SourceText text;
    try {
      text = textOf(location, name);
    } catch (ModuleException e) {
      outcome.failed(m, e.getMessage());
      return;
    }
    Module module = modules.create(name, location);
    run(
        m,
        module,
        name,
        location,
        text,
        k,
        new ModuleRun.Outcome() {
          @Override
          public void ran(Machine machine, List<Atom> results) {
            Optional<Atom> error = results.stream().filter(Symbols::isError).findFirst();
            if (error.isPresent()) {
              outcome.ended(machine, (Expression) error.get());
            } else {
              modules.register(module);
              outcome.loaded(machine, module);
            }
          }

          @Override
          public void failed(Machine machine, String reason) {
            outcome.failed(machine, reason);
          }
        });
  }

  /** What an error says, without the call that it speaks of. */
  static String reasonOf(Expression error) {
    return (error.size() > 2 ? error.get(2) : error).toString();
  }

  /** Runs the text of the module that {@code written} means in the running module. */
  void include(Machine m, String written, Frame k, ModuleRun.Outcome outcome) {
    ModuleName name = resolved(m, written, outcome::failed);
    if (name == null) {
      return;
    }
    if (name.isTop()) {
      outcome.failed(m, "module resource loader not available");
      return;
    }
    load(
        m,
        name.parent(),
        k,
        new Outcome() {
          @Override
          public void loaded(Machine machine, Module above) {
            includeBelow(machine, above, name, written, k, outcome);
          }

          @Override
          public void failed(Machine machine, String reason) {
            outcome.failed(machine, reason);
          }

          @Override
          public void ended(Machine machine, Expression error) {
            outcome.failed(machine, reasonOf(error));
          }
        });
  }

  private void includeBelow(
      Machine m,
      Module above,
      ModuleName name,
      String written,
      Frame k,
      ModuleRun.Outcome outcome) {
    Optional<Module> known = modules.named(name);
    ModuleLocation location;
    SourceText text;
    try {
      name.checkLast();
      Optional<ModuleLocation> found =
          known.isPresent()
              ? known.get().location()
              : finder.find(name.last(), above.directories());
      if (found.isEmpty()) {
        outcome.failed(m, known.isPresent() ? "resource not found" : unresolved(written));
        return;
      }
      location = found.get();
      text = textOf(location, name);
    } catch (ModuleException e) {
      outcome.failed(m, e.getMessage());
      return;
    }
    run(m, modules.current(), name, location, text, k, outcome);
  }

  /** The text at {@code location}, unless it is running already. */
  private SourceText textOf(ModuleLocation location, ModuleName name) throws ModuleException {
    List<ModuleName> ring = modules.ringTo(location, name);
    if (!ring.isEmpty()) {
      throw new ModuleException(
          "modules load each other in a ring: "
              + ring.stream().map(ModuleName::toString).collect(Collectors.joining(" -> ")));
    }
    return location.text().isPresent()
        ? finder.read(location.text().get())
        : new SourceText(location.directory().toString(), "");
  }

  private void run(
      Machine m,
      Module module,
      ModuleName name,
      ModuleLocation location,
      SourceText text,
      Frame k,
      ModuleRun.Outcome outcome) {
    modules.enter(module, name, location);
    ProgramSteps steps = new ProgramSteps(goals, module, text);
    ModuleRun.Outcome ending =
        new ModuleRun.Outcome() {
          @Override
          public void ran(Machine machine, List<Atom> results) {
            modules.leave();
            outcome.ran(machine, results);
          }

          @Override
          public void failed(Machine machine, String reason) {
            modules.leave();
            outcome.failed(machine, reason);
          }
        };
    m.returnValue(Expression.EMPTY, new ModuleRun(goals, module, steps, errors, m, k, ending));
  }
}
