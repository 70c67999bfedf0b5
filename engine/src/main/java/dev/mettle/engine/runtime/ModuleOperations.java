package dev.mettle.engine.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.SPACE_TYPE;
import static dev.mettle.ir.atom.Symbols.UNDEFINED;
import static dev.mettle.vm.operation.FunctionTypes.UNIT;
import static dev.mettle.vm.operation.FunctionTypes.arrow;

import dev.mettle.engine.module.GitRepository;
import dev.mettle.engine.module.Module;
import dev.mettle.engine.module.ModuleException;
import dev.mettle.engine.module.ModuleFinder;
import dev.mettle.engine.module.ModuleLocation;
import dev.mettle.engine.module.ModuleName;
import dev.mettle.frontend.read.TokenPatternException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.ValueChoice;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.space.AtomSpace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code import!}, {@code include} and the other operations on modules. They act on the module
 * whose text is running, whoever wrote the call.
 */
final class ModuleOperations {

  private static final String OWN_SPACE = "&self";

  private final Modules modules;
  private final FileAccess access;
  private final ModuleFinder finder;
  private final ModuleLoader loader;
  private final ModuleErrors errors = new ModuleErrors();

  ModuleOperations(Goals goals, Modules modules, FileAccess access, ModuleFinder finder) {
    this.modules = modules;
    this.access = access;
    this.finder = finder;
    this.loader = new ModuleLoader(goals, modules, finder, errors);
  }

  /** Which errors have ended modules. */
  ModuleErrors errors() {
    return errors;
  }

  void declareIn(Declarations d) {
    d.control(
        "import!",
        arrow(ATOM, ATOM, UNIT),
        OperationDoc.of(
            "Loads a module, if it is not loaded yet, and makes it visible.",
            "&self, or a token to be bound to the space of the module",
            "the name of a module",
            "the unit value"),
        this::importModule);
    d.control(
        "include",
        arrow(ATOM, UNDEFINED),
        OperationDoc.of(
            "Runs the text of a module as if it stood here.",
            "the name of a module",
            "the results of the last atom that it evaluates"),
        this::include);
    d.control(
        "mod-space!",
        arrow(ATOM, SPACE_TYPE),
        OperationDoc.of(
            "The space of a module, which is loaded if need be.",
            "the name of a module",
            "its space"),
        this::moduleSpace);
    d.value(
        "module-space-no-deps",
        arrow(SPACE_TYPE, SPACE_TYPE),
        OperationDoc.of(
            "The space of a module without what is imported into it.",
            "the space of a module",
            "a space of the same atoms"),
        (call, context) ->
            call.get(1) instanceof AtomSpace space
                ? modules.withoutImports(space)
                : Errors.of(call, "module-space-no-deps expects a space as an argument"));
    d.value(
        "print-mods!",
        arrow(UNIT),
        OperationDoc.of("Prints the names of all modules as a tree.", "the unit value"),
        (call, context) -> printModules(context));
    d.control(
        "register-module!",
        arrow(ATOM, UNIT),
        OperationDoc.of(
            "Loads a module from a file or a directory, so that it can be imported by its name.",
            "the path",
            "the unit value"),
        this::registerModule);
    d.control(
        "git-module!",
        arrow(ATOM, UNIT),
        OperationDoc.of(
            "Fetches a module from a Git repository, so that it can be imported by its name.",
            "the address of the repository",
            "the unit value"),
        this::gitModule);
  }

  // ---- import!

  private void importModule(Machine m, Expression call, Frame k) {
    Optional<String> name = text(call.get(2));
    if (name.isEmpty()) {
      m.returnValue(
          Errors.of(call, "import! expects a destination &space and a module name argument"), k);
      return;
    }
    loader.load(m, name.get(), k, giving(call, k, module -> importInto(call, module)));
  }

  private Atom importInto(Expression call, Module module) {
    Module current = modules.current();
    Atom destination = call.get(1);
    if (destination == current.space()) {
      current.importAll(module);
      return Expression.EMPTY;
    }
    if (!(destination instanceof Symbol word)) {
      String found = destination instanceof Grounded ? "{" + destination + "}" : "" + destination;
      return Errors.of(
          call,
          "import! destination argument must be a symbol atom naming a new space, or "
              + OWN_SPACE
              + ".  Found: "
              + found);
    }
    String token = word.name().startsWith("&") ? word.name() : "&" + word.name();
    try {
      current.tokenizer().bind(token, module.space());
    } catch (TokenPatternException e) {
      return Errors.of(call, String.valueOf(e.getMessage()));
    }
    return Expression.EMPTY;
  }

  /** Hands over what a function makes of the module, or an error. */
  private ModuleLoader.Outcome giving(Expression call, Frame k, Function<Module, Atom> result) {
    return new ModuleLoader.Outcome() {
      @Override
      public void loaded(Machine m, Module module) {
        m.returnValue(result.apply(module), k);
      }

      @Override
      public void failed(Machine m, String reason) {
        m.returnValue(Errors.of(call, reason), k);
      }

      @Override
      public void ended(Machine m, Expression error) {
        Expression told = Errors.of(call, ModuleLoader.reasonOf(error));
        errors.tells(told, error);
        m.returnValue(told, k);
      }
    };
  }

  /** The characters of an argument that names something; none for variables and expressions. */
  private static Optional<String> text(Atom atom) {
    return switch (atom) {
      case Symbol symbol -> Optional.of(symbol.name());
      case StringAtom string -> Optional.of(string.value());
      case Grounded other -> Optional.of(other.toString());
      case Variable v -> Optional.empty();
      case Expression e -> Optional.empty();
    };
  }

  // ---- include

  private void include(Machine m, Expression call, Frame k) {
    Optional<String> name = text(call.get(1));
    if (name.isEmpty()) {
      m.returnValue(Errors.of(call, "include expects a module name argument"), k);
      return;
    }
    loader.include(
        m,
        name.get(),
        k,
        new ModuleRun.Outcome() {
          @Override
          public void ran(Machine machine, List<Atom> results) {
            if (results.isEmpty()) {
              machine.returnValue(Symbols.EMPTY, k);
            } else {
              ValueChoice.returnAll(machine, results, k);
            }
          }

          @Override
          public void failed(Machine machine, String reason) {
            machine.returnValue(Errors.of(call, reason), k);
          }
        });
  }

  // ---- looking at modules

  private void moduleSpace(Machine m, Expression call, Frame k) {
    Optional<String> name = text(call.get(1));
    if (name.isEmpty()) {
      m.returnValue(Errors.of(call, "mod-space! expects a module name argument"), k);
      return;
    }
    loader.load(m, name.get(), k, giving(call, k, Module::space));
  }

  private Atom printModules(OperationContext context) {
    context.out().println(ModuleTree.print(modules.numbers()));
    return Expression.EMPTY;
  }

  // ---- modules from elsewhere

  private void registerModule(Machine m, Expression call, Frame k) {
    Optional<String> path = text(call.get(1));
    if (path.isEmpty()) {
      m.returnValue(
          Errors.of(call, "register-module! expects a file system path; use quotes if needed"), k);
      return;
    }
    try {
      ModuleLocation location = finder.at(path.get());
      register(m, call, location, ModuleName.fromFile(location.real()), k);
    } catch (ModuleException e) {
      m.returnValue(Errors.of(call, e.getMessage()), k);
    }
  }

  private void gitModule(Machine m, Expression call, Frame k) {
    Optional<String> url = text(call.get(1));
    if (url.isEmpty()) {
      m.returnValue(Errors.of(call, "git-module! expects a URL; use quotes if needed"), k);
      return;
    }
    try {
      if (!(access instanceof FileAccess.Everything)) {
        throw new ModuleException("this program may not fetch modules");
      }
      GitRepository repository = new GitRepository(url.get());
      ModuleLocation location = finder.at(repository.fetch().toString());
      register(m, call, location, repository.moduleName(), k);
    } catch (ModuleException e) {
      m.returnValue(Errors.of(call, e.getMessage()), k);
    }
  }

  private void register(Machine m, Expression call, ModuleLocation location, String name, Frame k) {
    loader.loadFrom(
        m, location, ModuleName.TOP.child(name), k, giving(call, k, module -> Expression.EMPTY));
  }
}
