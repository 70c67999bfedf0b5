package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the type declarations that a view can see say, remembered until they change. */
final class TypeFacts implements View.KnownTypes {

  private static final Map<Symbol, AtomTypes> TYPE_SYMBOLS = new ConcurrentHashMap<>();
  private static final Atom ANY = Variable.of("any");

  /** A power of two. */
  private static final int LAST_HEADS = 64;

  private record SymbolFacts(long stamp, AtomTypes types) {}

  private record HeadFacts(long stamp, boolean declared) {}

  /**
   * What is said of expressions that begin with a symbol.
   *
   * @param size of the expressions
   * @param types of the symbol
   * @param mayDeclare whether some such expression may have a declared type
   */
  record Head(Symbol symbol, int size, long stamp, AtomTypes types, boolean mayDeclare) {}

  private record OpenHeads(long stamp, boolean values, boolean expressions) {}

  /** The heads of all large expressions that have a declared type. */
  private record LargeHeads(long stamp, boolean any, Set<Atom> heads) {}

  /** Expressions of more children are large: nothing is kept for each of their sizes. */
  private static final int LARGE = 32;

  private final Map<Symbol, SymbolFacts> symbols = new HashMap<>();
  private final Map<Atom, @Nullable HeadFacts[]> heads = new HashMap<>();

  /** What was asked of symbols last, by a few bits of their hashes. */
  private final @Nullable Head[] lastHeads = new Head[LAST_HEADS];

  private @Nullable OpenHeads openHeads;
  private @Nullable LargeHeads largeHeads;
  private long subtypeStamp = -1;
  private boolean subtypes;

  private TypeFacts() {}

  static TypeFacts of(View view) {
    if (view.types() instanceof TypeFacts known) {
      return known;
    }
    TypeFacts fresh = new TypeFacts();
    view.setTypes(fresh);
    return fresh;
  }

  /** The single type {@code type}, as grounded values have it. */
  static AtomTypes ofTypeSymbol(Symbol type) {
    if (type == Symbols.UNDEFINED) {
      return AtomTypes.NONE;
    }
    AtomTypes known = TYPE_SYMBOLS.get(type);
    return known != null ? known : TYPE_SYMBOLS.computeIfAbsent(type, AtomTypes::single);
  }

  /** What is said of expressions with a symbol as head. */
  Head head(Symbol symbol, int size, TypeLookup inference, View view) {
    int at = symbol.hashCode() + size & LAST_HEADS - 1;
    Head known = lastHeads[at];
    if (known == null
        || known.symbol() != symbol
        || known.size() != size
        || !view.clock().unchangedSince(known.stamp(), symbol.signature())) {
      AtomTypes types = symbolTypes(symbol, inference, view);
      known = new Head(symbol, size, view.clock().now(), types, declares(symbol, size, view));
      lastHeads[at] = known;
    }
    return known;
  }

  AtomTypes symbolTypes(Symbol symbol, TypeLookup inference, View view) {
    ChangeClock clock = view.clock();
    SymbolFacts known = symbols.get(symbol);
    if (known != null && clock.unchangedSince(known.stamp(), symbol.signature())) {
      return known.types();
    }
    List<Atom> types = declaredTypes(symbol, inference, view);
    addSuperTypes(types, inference, view);
    AtomTypes result;
    if (types.isEmpty()) {
      result = AtomTypes.NONE;
    } else {
      List<@Nullable Atom> errors = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        errors.add(null);
      }
      result = new AtomTypes(types, errors, view.id(), clock.now());
    }
    symbols.put(symbol, new SymbolFacts(clock.now(), result));
    return result;
  }

  /** Whether some expression with this head and size may have a declared type. */
  boolean mayDeclare(Atom head, int size, View view) {
    return switch (head) {
      case Symbol s -> declares(s, size, view);
      case FixedType fixed -> declares(head, size, view);
      case Grounded g when g.isStable() -> openHeads(view, 0).values();
      case Expression e when e.isStable() ->
          openHeads(view, e.isGround() ? e.signature() : ChangeClock.ALL).expressions();
      // What a variable or a changeable value equals now says nothing about later.
      case Grounded g -> mayDeclareAnything(view);
      case Expression e -> mayDeclareAnything(view);
      case Variable v -> mayDeclareAnything(view);
    };
  }

  /**
   * Whether types are declared for expressions whose head is a value, and for those whose head is
   * an expression.
   *
   * @param signature the symbols in the head that is asked about
   */
  private OpenHeads openHeads(View view, long signature) {
    OpenHeads known = openHeads;
    if (known == null || !view.clock().unchangedSince(known.stamp(), signature)) {
      boolean values = false;
      boolean expressions = false;
      for (Atom subject : Declarations.subjects(view, Symbols.COLON)) {
        switch (subject) {
          case Variable v -> {
            values = true;
            expressions = true;
          }
          case Expression e when e.size() > 0 -> {
            Atom head = e.get(0);
            values |= head instanceof Variable || head instanceof Grounded;
            expressions |= head instanceof Variable || head instanceof Expression;
          }
          case Expression e -> {}
          case Symbol s -> {}
          case Grounded g -> {}
        }
      }
      known = new OpenHeads(view.clock().now(), values, expressions);
      openHeads = known;
    }
    return known;
  }

  /** Looks whether a type is declared that may be for an expression with this head and size. */
  boolean declares(Atom head, int size, View view) {
    return size > LARGE ? declaresLarge(head, view) : declaresOfSize(head, size, view);
  }

  private boolean declaresLarge(Atom head, View view) {
    LargeHeads known = largeHeads;
    if (known == null || !view.clock().unchangedSince(known.stamp(), head.signature())) {
      boolean any = false;
      Set<Atom> declared = new HashSet<>();
      for (Atom subject : Declarations.subjects(view, Symbols.COLON)) {
        if (subject instanceof Variable) {
          any = true;
        } else if (subject instanceof Expression e && e.size() > LARGE) {
          any |= !e.get(0).isGround();
          declared.add(e.get(0));
        }
      }
      known = new LargeHeads(view.clock().now(), any, declared);
      largeHeads = known;
    }
    return known.any() || known.heads().contains(head);
  }

  private boolean declaresOfSize(Atom head, int size, View view) {
    @Nullable HeadFacts[] bySize = heads.get(head);
    if (bySize == null || bySize.length <= size) {
      bySize = bySize == null ? new HeadFacts[size + 1] : Arrays.copyOf(bySize, size + 1);
      heads.put(head, bySize);
    }
    HeadFacts known = bySize[size];
    if (known != null && view.clock().unchangedSince(known.stamp(), head.signature())) {
      return known.declared();
    }
    Atom[] children = new Atom[size];
    children[0] = head;
    for (int i = 1; i < size; i++) {
      children[i] = ANY;
    }
    boolean declared = Declarations.exists(view, Symbols.COLON, Expression.owning(children));
    bySize[size] = new HeadFacts(view.clock().now(), declared);
    return declared;
  }

  private static boolean mayDeclareAnything(View view) {
    for (AtomSpace source : view.sources()) {
      if (source.size() > 0) {
        return true;
      }
    }
    return false;
  }

  /** The types that are declared for this very atom. */
  List<Atom> declaredTypes(Atom subject, TypeLookup inference, View view) {
    List<Atom> found = Declarations.objects(view, Symbols.COLON, subject, inference);
    found.removeIf(type -> type == Symbols.UNDEFINED);
    return found;
  }

  /**
   * Adds the super-types of {@code types}, level by level: what an earlier level has is not added
   * again, what two types of one level have in common is there twice.
   */
  void addSuperTypes(List<Atom> types, TypeLookup inference, View view) {
    if (types.isEmpty() || !hasSubtypes(view)) {
      return;
    }
    int done = 0;
    while (done < types.size()) {
      int level = types.size();
      for (int i = done; i < level; i++) {
        Interruption.check(i + 1);
        for (Atom above : Declarations.objects(view, Symbols.SUBTYPE, types.get(i), inference)) {
          if (!types.subList(0, level).contains(above)) {
            types.add(above);
          }
        }
      }
      done = level;
    }
  }

  /** Whether anything is declared to be a subtype. */
  boolean hasSubtypes(View view) {
    if (subtypeStamp < 0 || !view.clock().unchangedSince(subtypeStamp, ChangeClock.ALL)) {
      subtypes = Declarations.exists(view, Symbols.SUBTYPE, ANY);
      subtypeStamp = view.clock().now();
    }
    return subtypes;
  }
}
