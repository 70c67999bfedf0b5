package dev.mettle.engine.runtime;

import dev.mettle.engine.module.Module;
import dev.mettle.engine.module.ModuleLocation;
import dev.mettle.engine.module.ModuleName;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.library.BuiltinModule;
import dev.mettle.library.BuiltinModules;
import dev.mettle.library.StandardLibrary;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import dev.mettle.vm.space.View;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The modules of an engine: those that are loaded, and those whose text is running. */
public final class Modules {

  private static final List<String> BUILTIN =
      List.of("corelib", "stdlib", "random", "skel", "fileio", "json", "catalog");

  /** The reference has one module more of its own. */
  private static final int FIRST_FILE_ID = 9;

  private static final String CORELIB = "corelib";
  private static final String STDLIB = "stdlib";

  private final ChangeClock clock;
  private final Tokenizer baseTokens;
  private final Goals goals;
  private final Module core;
  private final Map<ModuleName, Module> byName = new LinkedHashMap<>();
  private final Map<Path, Module> byFile = new HashMap<>();
  private final IdentityHashMap<AtomSpace, AtomSpace> bareSpaces = new IdentityHashMap<>();
  private final Deque<RunningText> running = new ArrayDeque<>();
  private int nextId = FIRST_FILE_ID;
  private Module top;

  /**
   * A text that is running.
   *
   * @param module where it runs: in the module that it belongs to, or in one that includes it
   * @param text the name of the module that it belongs to
   * @param real the file
   */
  private record RunningText(Module module, ModuleName text, Path real) {}

  /**
   * The modules of an engine that has only its core library.
   *
   * @param baseTokens the words that all modules know
   */
  Modules(
      AtomSpace library, View libraryView, ChangeClock clock, Tokenizer baseTokens, Goals goals) {
    this.clock = clock;
    this.baseTokens = baseTokens;
    this.goals = goals;
    ModuleName name = ModuleName.TOP.child(CORELIB);
    this.core =
        new Module(
            idOf(CORELIB),
            name,
            library,
            library.sharing(bareName(name)),
            libraryView,
            baseTokens,
            Map.of(),
            Optional.empty(),
            List.of(),
            new HashSet<>());
    this.top = core;
    register(core);
  }

  /** Makes the module of the program, whose own imports are looked for in {@code directories}. */
  void start(List<Path> directories) {
    top = create(0, ModuleName.TOP, Map.of(), Optional.empty(), directories);
    register(top);
  }

  /** How the space of a module prints. */
  static String spaceName(ModuleName name) {
    return "ModuleSpace(" + bareName(name) + ")";
  }

  private static String bareName(ModuleName name) {
    return "GroundingSpace-" + name;
  }

  private static int idOf(String builtin) {
    return BUILTIN.indexOf(builtin) + 1;
  }

  /** A new module in a file or directory, which nobody can find before it is registered. */
  Module create(ModuleName name, ModuleLocation location) {
    return create(nextId++, name, Map.of(), Optional.of(location), List.of(location.directory()));
  }

  private Module create(
      int id,
      ModuleName name,
      Map<String, Atom> exports,
      Optional<ModuleLocation> location,
      List<Path> directories) {
    AtomSpace space = new AtomSpace(spaceName(name), clock);
    View view = space.view();
    view.addDependency(core.space());
    Tokenizer tokens = baseTokens.copy();
    tokens.define("&self", space);
    Declarations words = defineWords(tokens, view);
    if (name.isTop()) {
      words.documentIn(core.space());
    }
    AtomSpace bare = space.sharing(bareName(name));
    return new Module(
        id, name, space, bare, view, tokens, exports, location, directories, new HashSet<>());
  }

  /** Defines the words that act on the module that {@code tokens} and {@code view} belong to. */
  private Declarations defineWords(Tokenizer tokens, View view) {
    Declarations words = new Declarations();
    new ModuleWords(goals, tokens, view).declareIn(words);
    tokens.defineAll(words.operations());
    return words;
  }

  /** Defines the words that act on the core library in its own text. */
  void defineCoreWords() {
    defineWords(baseTokens, core.view());
  }

  /** Lets others find {@code module}, which is complete. */
  void register(Module module) {
    byName.put(module.name(), module);
    bareSpaces.put(module.space(), module.bareSpace());
    module.location().ifPresent(location -> byFile.put(location.real(), module));
  }

  /** Lets others find {@code module} by another name, too. */
  void alias(ModuleName name, Module module) {
    byName.put(name, module);
  }

  /** The module of this name, if it is loaded or comes with the engine. */
  Optional<Module> named(ModuleName name) {
    Module known = byName.get(name);
    if (known != null || name.parts().size() != 1) {
      return Optional.ofNullable(known);
    }
    return builtin(name.last());
  }

  /** The module of a file or directory, if it is loaded. */
  Optional<Module> in(ModuleLocation location) {
    return Optional.ofNullable(byFile.get(location.real()));
  }

  /** The module of this name that comes with the engine; it is made when first asked for. */
  Optional<Module> builtin(String word) {
    ModuleName name = ModuleName.TOP.child(word);
    Module known = byName.get(name);
    if (known != null) {
      return BUILTIN.contains(word) ? Optional.of(known) : Optional.empty();
    }
    if (word.equals(STDLIB)) {
      // All that the library has is in the core library; this is its other name.
      Module alias = create(idOf(word), name, Map.of(), Optional.empty(), List.of());
      register(alias);
      return Optional.of(alias);
    }
    Optional<Module> made = BuiltinModules.named(word).map(b -> create(name, b));
    made.ifPresent(this::register);
    return made;
  }

  private Module create(ModuleName name, BuiltinModule builtin) {
    Map<String, Atom> words = new LinkedHashMap<>(builtin.tokens());
    for (Operation operation : builtin.operations()) {
      words.put(operation.name(), operation);
    }
    Module module = create(idOf(builtin.name()), name, words, Optional.empty(), List.of());
    module.tokenizer().defineAll(words);
    for (Operation operation : builtin.operations()) {
      operation.doc().ifPresent(doc -> module.space().add(doc.toAtom(operation)));
    }
    builtin
        .source()
        .ifPresent(
            source ->
                StandardLibrary.atoms(source, module.tokenizer()).forEach(module.space()::add));
    return module;
  }

  /** The space of a module without what it imports; any other space is that already. */
  AtomSpace withoutImports(AtomSpace space) {
    AtomSpace bare = bareSpaces.get(space);
    return bare == null ? space : bare;
  }

  /** The names of all modules below the program and their numbers, in the order of loading. */
  Map<ModuleName, Integer> numbers() {
    Map<ModuleName, Integer> numbers = new LinkedHashMap<>();
    for (String word : BUILTIN) {
      numbers.put(ModuleName.TOP.child(word), idOf(word));
    }
    byName.forEach((name, module) -> numbers.put(name, module.id()));
    numbers.remove(ModuleName.TOP);
    return numbers;
  }

  // ---- what is running

  /** The module whose text is running. */
  public Module current() {
    RunningText text = running.peek();
    return text == null ? top : text.module();
  }

  /** The module of this name if its own text is running, so that it is not complete yet. */
  Optional<Module> loading(ModuleName name) {
    return running.stream()
        .map(RunningText::module)
        .filter(module -> module.name().equals(name))
        .findFirst();
  }

  /** From now on the text at {@code location} runs in {@code module}. */
  void enter(Module module, ModuleName text, ModuleLocation location) {
    running.push(new RunningText(module, text, location.real()));
  }

  /** The text that was entered last has ended. */
  void leave() {
    running.pop();
  }

  /** How many texts are running. */
  int runningTexts() {
    return running.size();
  }

  /** Only so many texts are running: a run that began among them has ended in whatever way. */
  void leaveDownTo(int texts) {
    while (running.size() > texts) {
      running.pop();
    }
  }

  /**
   * The ring that would be closed if the text at {@code location}, called {@code name}, were run
   * now: the names of the running texts from that one on. Empty if it is not running.
   */
  List<ModuleName> ringTo(ModuleLocation location, ModuleName name) {
    List<ModuleName> ring = new ArrayList<>();
    ring.add(name);
    for (RunningText text : running) {
      ring.add(0, text.text());
      if (text.real().equals(location.real())) {
        return ring;
      }
    }
    return List.of();
  }
}
