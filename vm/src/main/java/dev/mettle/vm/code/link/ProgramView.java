package dev.mettle.vm.code.link;

import dev.mettle.frontend.lower.OperationOpcodes;
import dev.mettle.frontend.lower.RuleText;
import dev.mettle.frontend.lower.program.HeadTypes;
import dev.mettle.frontend.lower.program.ProgramFacts;
import dev.mettle.frontend.lower.program.SpecialForm;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.minimal.Instructions;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.RuleSet;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import dev.mettle.vm.types.FunctionType;
import dev.mettle.vm.types.TypeInference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lowering has to know about the program, as one view sees it. */
final class ProgramView implements ProgramFacts {

  private static final int SIZES = 6;

  /**
   * What the types of a symbol or an operation mean to code: when they differ, the code has to be
   * made anew.
   */
  record SymbolTypes(HeadTypes head, List<Atom> leaf, List<Boolean> declared) {}

  private final View view;
  private final CallEvaluator evaluator;
  private final TypeInference inference;
  private final KernelMeaning kernels;
  private final RulePlaces places;

  ProgramView(View view, CallEvaluator evaluator, KernelMeaning kernels, RulePlaces places) {
    this.places = places;
    this.view = view;
    this.kernels = kernels;
    this.evaluator = evaluator;
    this.inference = evaluator.evaluation().checker().inference();
  }

  View view() {
    return view;
  }

  long now() {
    return view.clock().now();
  }

  boolean unchangedSince(long stamp, long signature) {
    return view.clock().unchangedSince(stamp, signature);
  }

  SymbolTypes symbolTypes(Atom symbol) {
    List<Boolean> declared = new ArrayList<>(SIZES);
    for (int size = 1; size <= SIZES; size++) {
      declared.add(inference.mayDeclare(symbol, size, view));
    }
    return new SymbolTypes(typesOf(symbol), typesOfLeaf(symbol), declared);
  }

  boolean hasLibraryMeaning(Symbol name) {
    for (SpecialForm form : SpecialForm.values()) {
      if (form.functionName().equals(name.name())) {
        return isIntact(name, form);
      }
    }
    return true;
  }

  /** The symbols whose rules decide whether a library function has its meaning, as a filter. */
  long meaningSignature(Symbol name) {
    for (SpecialForm form : SpecialForm.values()) {
      if (form.functionName().equals(name.name())) {
        return evaluator.calleeOf(view, name, form.arity() + 1).signature();
      }
    }
    return name.signature();
  }

  /** A rule with the place where it was written, if that is known. */
  RuleText textOf(Rule rule) {
    return places.textOf(rule);
  }

  @Override
  public List<RuleText> rulesOf(CallKey key) {
    List<RuleText> found = new ArrayList<>();
    for (RuleSet set : evaluator.calleeOf(view, key.head(), key.parameterCount() + 1).sets()) {
      for (Candidates rules = set.all(); rules.hasNext(); ) {
        found.add(textOf(rules.nextRule()));
      }
    }
    return found;
  }

  @Override
  public HeadTypes typesOf(Atom head) {
    if (head instanceof Operation operation) {
      FunctionType type = operation.functionType();
      if (type != null) {
        return new HeadTypes.Typed(type.source());
      }
      return inference.of(operation, view).isNone()
          ? new HeadTypes.Untyped()
          : new HeadTypes.Unclear();
    }
    AtomTypes types = inference.of(head, view);
    if (types.isNone()) {
      return new HeadTypes.Untyped();
    }
    FunctionType sole = types.isSingle() ? types.function(0) : null;
    return sole == null ? new HeadTypes.Unclear() : new HeadTypes.Typed(sole.source());
  }

  @Override
  public boolean mayDeclareType(Atom head, int size) {
    return size > SIZES || inference.mayDeclare(head, size, view);
  }

  @Override
  public List<Atom> typesOfLeaf(Atom leaf) {
    AtomTypes types = inference.of(leaf, view);
    List<Atom> found = new ArrayList<>();
    for (int i = 0; types.has(i); i++) {
      found.add(types.type(i));
    }
    return found;
  }

  @Override
  public Optional<Opcode> opcodeOf(Atom operation) {
    if (operation instanceof ValueOperation value && value.isPure()) {
      return OperationOpcodes.ofLibraryName(value.name()).filter(opcode -> kernels.isOf(value));
    }
    return Optional.empty();
  }

  @Override
  public boolean isOperation(Atom head) {
    return head instanceof Operation;
  }

  @Override
  public boolean isInstruction(Symbol head) {
    return Instructions.isInstruction(head);
  }

  @Override
  public Optional<SpecialForm> formOf(Atom head, int arity) {
    if (head instanceof Operation operation) {
      return SpecialForm.of(operation.name(), arity)
          .filter(form -> form.meaning() == SpecialForm.Meaning.OPERATION);
    }
    return head instanceof Symbol symbol
        ? SpecialForm.of(symbol.name(), arity).filter(form -> isIntact(symbol, form))
        : Optional.empty();
  }

  private boolean isIntact(Symbol name, SpecialForm form) {
    return switch (form.meaning()) {
      case RULES -> evaluator.calleeOf(view, name, form.arity() + 1).isLibraryFunction();
      case INSTRUCTION, OPERATION -> true;
    };
  }
}
