package dev.mettle.vm.code.link;

import dev.mettle.backend.spi.Clock;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.vm.code.Validity;
import java.util.ArrayList;
import java.util.List;

/** Looks whether what code relies on, besides the rules that it was made of, is still so. */
final class AssumptionCheck implements Validity {

  private record Types(Assumption.TypesOf of, ProgramView.SymbolTypes seen) {}

  private final ProgramView view;
  private final List<Types> types = new ArrayList<>();
  private final List<Assumption.MeaningOf> meanings = new ArrayList<>();
  private final long signature;

  AssumptionCheck(ProgramView view, IrFunction function) {
    this.view = view;
    long bits = 0;
    for (Assumption assumption : function.assumptions()) {
      switch (assumption) {
        case Assumption.TypesOf of -> {
          types.add(new Types(of, view.symbolTypes(of.head())));
          bits |= of.head().signature();
        }
        case Assumption.MeaningOf meaning -> {
          meanings.add(meaning);
          bits |= view.meaningSignature(meaning.name());
        }
        case Assumption.RulesOf rules -> {
          // The function that the code is of looks at its rules whenever it is called.
        }
      }
    }
    this.signature = bits;
  }

  @Override
  public Clock clock() {
    return view.view().clock();
  }

  @Override
  public long now() {
    return view.now();
  }

  @Override
  public boolean holdsSince(long stamp) {
    if (view.unchangedSince(stamp, signature)) {
      return true;
    }
    for (Types t : types) {
      if (!view.symbolTypes(t.of().head()).equals(t.seen())) {
        return false;
      }
    }
    for (Assumption.MeaningOf meaning : meanings) {
      if (!view.hasLibraryMeaning(meaning.name())) {
        return false;
      }
    }
    return true;
  }
}
